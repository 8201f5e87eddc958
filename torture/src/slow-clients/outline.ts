import type { HarnessOutline } from '../harness.ts';

export const outline: HarnessOutline = {
  name: 'slow-clients',
  title:
    'senders that drip hold no places while others sync: the others are served in time, and who drips is let go',
  unit: 'slow senders',
  budgets: { short: 160, long: 2_000 },
  plants: [
    {
      name: 'drips keep their places',
      kind: 'source',
      file: 'server/src/http/push-queue.ts',
      find: 'const slow = setTimeout(give, freshMs);',
      replace: 'const slow = setTimeout(() => undefined, freshMs);',
    },
  ],
};
