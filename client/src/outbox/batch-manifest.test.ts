import { expect, it } from 'vitest';
import { manifestOf } from './batch-manifest.ts';

const place = (epoch: string, seq: number) => ({ epoch, seq, hash: `${epoch}${String(seq)}` });

it('names every line by its hash, and the unbroken runs of each chain [O-20]', () => {
  const manifest = manifestOf([
    place('a', 1),
    place('a', 2),
    place('a', 5),
    place('b', 1),
    place('b', 2),
    place('a', 6),
  ]);

  expect(manifest).toEqual({
    manifest: 1,
    count: 6,
    ranges: [
      { epoch: 'a', from: 1, to: 2 },
      { epoch: 'a', from: 5, to: 5 },
      { epoch: 'b', from: 1, to: 2 },
      { epoch: 'a', from: 6, to: 6 },
    ],
    hashes: ['a1', 'a2', 'a5', 'b1', 'b2', 'a6'],
  });
});

it('says of nothing that it is nothing [O-20]', () => {
  expect(manifestOf([])).toEqual({ manifest: 1, count: 0, ranges: [], hashes: [] });
});
