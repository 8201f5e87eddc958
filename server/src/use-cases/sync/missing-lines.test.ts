import { expect, it } from 'vitest';
import { type LineFound, missingLines } from './missing-lines.ts';
import type { FileBatch } from './read-batch-file.ts';

const deviceId = '01890a5d-ac96-774b-bcce-b302099a8057';
const hash = (letter: string) => letter.repeat(64);
const good = (letter: string): LineFound => ({ isAuthentic: true, hash: hash(letter) });
const bad = (letter?: string): LineFound => ({
  isAuthentic: false,
  hash: letter === undefined ? null : hash(letter),
});

function missing(named: string | null, found: readonly LineFound[], more: Partial<FileBatch> = {}) {
  const manifest =
    named === null
      ? null
      : {
          manifest: 1 as const,
          count: named.length,
          ranges: [],
          hashes: named.split('').map(hash),
        };
  const batch: FileBatch = {
    batchId: 'b',
    deviceId,
    manifest: manifest as FileBatch['manifest'],
    lines: found.map(() => Buffer.alloc(0)),
    endsInLine: false,
    ...more,
  };
  const present = new Set(
    [...found, good('f')].flatMap((one) => (one.isAuthentic ? [one.hash ?? ''] : [])),
  );
  return missingLines(batch, found, present).map(({ line, reason, hash: of }) =>
    [line, reason, of?.slice(0, 1)].filter((part) => part !== undefined).join(' '),
  );
}

it.each([
  ['all lines are there', 'abc', [good('a'), good('b'), good('c')], []],
  ['their order is another', 'abc', [good('c'), good('a'), good('b')], []],
  ['one stands in another batch of the file', 'af', [good('a')], []],
  ['the last are cut off', 'abc', [good('a')], ['2 cut b', '3 cut c']],
  ['one in the middle was taken out', 'abc', [good('a'), good('c')], ['2 absent b']],
  ['one was exchanged for a stranger', 'abc', [good('a'), good('d'), good('c')], ['2 absent b']],
  [
    'one has another content than its hash',
    'abc',
    [good('a'), bad('b'), good('c')],
    ['2 altered b'],
  ],
  ['one cannot be read', 'abc', [good('a'), bad(), good('c')], ['2 altered b']],
  ['one is altered and stands elsewhere', 'abc', [bad('c'), good('a'), good('b')], ['3 altered c']],
  ['nothing is there', 'ab', [], ['1 cut a', '2 cut b']],
  ['it was made of nothing', '', [], []],
])('names by its manifest what a file lacks when %s [A-32]', (_when, named, found, expected) => {
  expect(missing(named, found)).toEqual(expected);
});

it('names without a manifest the line in which the file ends, and nothing else [A-32]', () => {
  expect(missing(null, [good('a'), bad('b')], { endsInLine: true })).toEqual(['3 cut']);
  expect(missing(null, [good('a'), bad('b')])).toEqual([]);
});

it('says of which batch and phone a line is missing [A-32]', () => {
  expect(
    missingLines(
      { batchId: 'b', deviceId, manifest: null, lines: [], endsInLine: true },
      [],
      new Set(),
    ),
  ).toEqual([{ batchId: 'b', deviceId, line: 1, reason: 'cut' }]);
});
