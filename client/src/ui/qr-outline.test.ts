import decodeQR from 'qr/decode.js';
import { describe, expect, it } from 'vitest';
import { qrOutline } from './qr-outline.ts';

describe('the outline of a QR code', () => {
  it('is read back by a decoder as the text that went in', () => {
    const text = 'https://khaosat.example.vn/#/nhan-may?ma=7KQ4-M2XP-9DTA';

    expect(decodeQR(paint(qrOutline(text), 6))).toBe(text);
  });

  it('keeps four quiet modules on every side', () => {
    const { size, path } = qrOutline('SIPAS');
    const runs = runsOf(path);

    expect(Math.min(...runs.map(({ x }) => x), ...runs.map(({ y }) => y))).toBe(4);
    expect(Math.max(...runs.map(({ x, length }) => x + length))).toBe(size - 4);
  });
});

function runsOf(path: string): { x: number; y: number; length: number }[] {
  return [...path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)].map((run) => ({
    x: Number(run[1]),
    y: Number(run[2]),
    length: Number(run[3]),
  }));
}

/** Black runs on a white square of RGBA pixels, each module `scale` pixels wide. */
function paint({ size, path }: { size: number; path: string }, scale: number) {
  const side = size * scale;
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const { x, y, length } of runsOf(path))
    for (let row = y * scale; row < (y + 1) * scale; row += 1)
      for (let column = x * scale; column < (x + length) * scale; column += 1)
        data.fill(0, (row * side + column) * 4, (row * side + column) * 4 + 3);
  return { width: side, height: side, data };
}
