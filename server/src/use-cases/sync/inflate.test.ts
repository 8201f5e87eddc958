import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { inflateFile } from './inflate.ts';

const lines = (batch: string) =>
  Array.from({ length: 40 }, (_, line) => JSON.stringify({ batch, line, noise: line ** 5 / 7 }));
const text = (batch: string) => `${lines(batch).join('\n')}\n`;
const mostBytes = 100_000;

async function read(bytes: Buffer): Promise<{ text: string; damage: string | null }[]> {
  const pieces = await inflateFile(bytes, mostBytes);
  if (pieces === 'too-large') throw new Error('nothing here is too large');
  return pieces.map((piece) => ({ text: piece.bytes.toString('latin1'), damage: piece.damage }));
}

it.each([
  ['a plain file', Buffer.from(text('a')), [text('a')]],
  ['a compressed file', gzipSync(text('a')), [text('a')]],
  [
    'compressed files put together',
    Buffer.concat([gzipSync(text('a')), gzipSync(text('b'))]),
    [text('a') + text('b')],
  ],
  ['nothing', Buffer.alloc(0), ['']],
])('reads %s as it is [A-30]', async (_what, bytes, expected) => {
  expect(await read(bytes)).toEqual(expected.map((piece) => ({ text: piece, damage: null })));
});

it('reads a compressed file that ends at any byte up to its end, and says that it was cut [A-30]', async () => {
  const file = gzipSync(text('a'));
  let longest = '';
  for (let bytes = 2; bytes < file.length; bytes++) {
    const [piece, ...others] = await read(file.subarray(0, bytes));

    expect([piece?.damage, others]).toEqual(['cut', []]);
    expect(text('a').startsWith(piece?.text ?? '?')).toBe(true);
    expect(piece?.text.length).toBeGreaterThanOrEqual(longest.length);
    longest = piece?.text ?? '';
  }
  // All but the check sum at its end was there.
  expect(longest).toBe(text('a'));
});

it('reads the second of two files whole, whatever bit of the first is turned over [A-30]', async () => {
  const [first, second] = [gzipSync(text('a')), gzipSync(text('b'))];
  await fc.assert(
    fc.asyncProperty(fc.nat(first.length - 1), fc.nat(7), async (at, bit) => {
      const broken = Buffer.from(first);
      broken.writeUInt8(broken.readUInt8(at) ^ (1 << bit), at);
      const pieces = await read(Buffer.concat([broken, second]));

      // The first two bytes make a compressed file one at all; what does not start so is plain.
      if (at > 1) expect(pieces.at(-1)?.text.endsWith(text('b'))).toBe(true);
    }),
    { numRuns: 300 },
  );
});

it('reads what came before a break in the middle, to the last byte that can be had [A-30]', async () => {
  // Stored without compression, every byte before the break is one of the text.
  const file = gzipSync(text('a').repeat(2), { level: 0 });
  const second = file.length - 8;
  const broken = Buffer.concat([file.subarray(0, second), Buffer.from('00000000')]);

  expect(await read(broken)).toEqual([{ text: text('a').repeat(2), damage: 'altered' }]);
});

it.each([
  ['plain', Buffer.alloc(mostBytes + 1, 'x')],
  ['compressed', gzipSync(Buffer.alloc(mostBytes + 1))],
  ['of 2 GB', Buffer.concat(Array.from({ length: 40 }, () => gzipSync(Buffer.alloc(50_000_000))))],
  ['cut', gzipSync(Buffer.alloc(20 * mostBytes)).subarray(0, -20)],
])('inflates no file beyond its bound: %s [A-30]', async (_what, bytes) => {
  expect(await inflateFile(bytes, mostBytes)).toBe('too-large');
});

it('reads the third of three files, and says that the second is no file any more [A-30]', async () => {
  const files = ['a', 'b', 'c'].map((batch) => gzipSync(text(batch)));
  files[1]?.fill(0x78, 0, 2);

  expect(await read(Buffer.concat(files))).toEqual([
    { text: text('a'), damage: 'altered' },
    { text: text('c'), damage: null },
  ]);
});

it('takes no offence at zeros behind a file, as a disk fills its blocks [A-30]', async () => {
  const file = Buffer.concat([gzipSync(text('a')), Buffer.alloc(512)]);

  expect(await read(file)).toEqual([{ text: text('a'), damage: null }]);
});

it('looks at a broken file that seems to begin anew everywhere in a bounded time [A-30]', async () => {
  const start = Buffer.from([0x1f, 0x8b, 0x08]);
  const pieces = await read(Buffer.concat(Array.from({ length: 1_000_000 }, () => start)));

  expect(pieces.map(({ text: inflated }) => inflated).join('')).toBe('');
});
