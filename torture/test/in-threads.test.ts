import { expect, it } from 'vitest';
import { shareSeeds } from '../src/in-threads.ts';

it('shares seeds out without a gap, and none of them twice', () => {
  const shares = shareSeeds({ seed: 100, count: 10 });
  const seeds = shares.flatMap(({ seed, count }) =>
    Array.from({ length: count }, (_, index) => seed + index),
  );

  expect(seeds).toEqual([100, 101, 102, 103, 104, 105, 106, 107, 108, 109]);
});
