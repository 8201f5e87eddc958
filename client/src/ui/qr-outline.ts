import { encodeQR } from 'qr';

/** Four modules of quiet ground on every side, as ISO/IEC 18004 asks. */
const quietModules = 4;

/**
 * Answers: the dark modules of a QR code as one SVG path.
 * Shape:   text → side length in modules with the quiet zone, and a path of one rectangle per horizontal run.
 */
export function qrOutline(text: string): { readonly size: number; readonly path: string } {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: quietModules });
  return { size: rows.length, path: rows.map(rowPath).join('') };
}

function rowPath(row: readonly boolean[], y: number): string {
  let path = '';
  for (let x = 0; x < row.length; x += 1) {
    if (row[x] !== true) continue;
    const start = x;
    while (row[x + 1] === true) x += 1;
    const length = x - start + 1;
    path += `M${String(start)} ${String(y)}h${String(length)}v1h-${String(length)}z`;
  }
  return path;
}
