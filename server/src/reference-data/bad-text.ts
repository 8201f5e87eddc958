import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';

const lineEnd = 10;

/**
 * Answers: where a file that is no UTF-8 first is none, so that it can be found in an editor.
 * Shape:   "line 3, byte 6", both from 1. Memory holds the longest line, so it is for files of lines.
 */
export async function placeOfBadText(file: string): Promise<string> {
  const before = { lines: 0, bytes: 0 };
  let rest = Buffer.alloc(0);
  for await (const part of createReadStream(file)) {
    const bytes = Buffer.concat([rest, part as Buffer]);
    const end = bytes.lastIndexOf(lineEnd) + 1;
    const lines = bytes.subarray(0, end);
    if (!isUtf8(lines)) return placeIn(lines, before);
    for (const byte of lines) if (byte === lineEnd) before.lines++;
    before.bytes += end;
    rest = bytes.subarray(end);
  }
  return placeIn(rest, before);
}

/** Answers: the same for bytes that are held. */
export function placeIn(bytes: Buffer, before = { lines: 0, bytes: 0 }): string {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const good = text.slice(0, placeOfReplaced(text, bytes));
  const lines = good.split(/\r\n?|\n/).length;
  const line = String(before.lines + lines);
  return `line ${line}, byte ${String(before.bytes + Buffer.byteLength(good) + 1)}`;
}

const replacement = '\uFFFD';
const replacementBytes = Buffer.from(replacement);

/** The sign that a decoder puts for what it cannot read may also stand in a text. */
function placeOfReplaced(text: string, bytes: Buffer): number {
  let byte = 0;
  let from = 0;
  for (;;) {
    const at = text.indexOf(replacement, from);
    if (at === -1) return text.length;
    byte += Buffer.byteLength(text.slice(from, at));
    if (!bytes.subarray(byte, byte + replacementBytes.length).equals(replacementBytes)) return at;
    byte += replacementBytes.length;
    from = at + 1;
  }
}
