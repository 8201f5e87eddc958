import type { HarnessOutline } from '../harness.ts';

export const outline: HarnessOutline = {
  name: 'herd',
  title:
    'all phones push within one second: some are told to come later, all are done in the end, and memory stays bounded',
  unit: 'phones',
  budgets: { short: 400, long: 10_000 },
  plants: [
    {
      name: 'shedding off',
      kind: 'source',
      file: 'server/src/http/push-queue.ts',
      find: 'taken >= mostPlaces || heldBytes >= mostHeldBytes || isLate() ? null : createPlace()',
      replace: 'createPlace()',
    },
  ],
};
