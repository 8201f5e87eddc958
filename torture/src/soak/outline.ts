import type { HarnessOutline } from '../harness.ts';

export const outline: HarnessOutline = {
  name: 'soak',
  title:
    'many forms over a bad network, three kills and one lost server that comes back from its backup: none lost, none twice, memory flat',
  unit: 'forms',
  budgets: { short: 2_000, long: 200_000 },
  plants: [{ name: 'phones forget on stored', kind: 'flag' }],
};
