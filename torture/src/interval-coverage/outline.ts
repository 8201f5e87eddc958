import type { HarnessOutline } from '../harness.ts';

export const outline: HarnessOutline = {
  name: 'interval-coverage',
  title:
    'samples of 90 to 200 households a commune, drawn by villages from a province that is known whole, have 95 % intervals that hold the true index in 93 to 97 of 100',
  unit: 'samples',
  budgets: { short: 240, long: 30_000 },
  plants: [
    {
      name: 'half of what villages differ',
      kind: 'source',
      file: 'shared/src/scoring/cluster-interval.ts',
      find: 'stratum.squares += influence * influence;',
      replace: 'stratum.squares += (influence * influence) / 2;',
    },
    {
      name: 'criteria as if of different people',
      kind: 'source',
      file: 'shared/src/scoring/cluster-interval.ts',
      find: 'stratum.squares += influence * influence;',
      replace:
        'stratum.squares += parts.reduce((sum, { place, times, share }) => sum + (times * ((tallies[cluster * width + 2 * place] ?? 0) - share * (tallies[cluster * width + 2 * place + 1] ?? 0))) ** 2, 0);',
    },
    {
      name: 'many degrees of freedom',
      kind: 'source',
      file: 'shared/src/scoring/cluster-interval.ts',
      find: 'degreesOfFreedom: clustersInside - strataInside,',
      replace: 'degreesOfFreedom: 1_000,',
    },
  ],
};
