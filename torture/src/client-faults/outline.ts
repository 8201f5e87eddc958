import type { HarnessOutline } from '../harness.ts';

export const outline: HarnessOutline = {
  name: 'client-faults',
  title:
    'whatever call of the browser fails, once or for good, the work goes on or the screen says so, and nothing that showed as saved is lost',
  unit: 'places',
  budgets: { short: 12, long: 200 },
  plants: [
    {
      name: 'a removed error branch',
      kind: 'source',
      file: 'client/src/outbox/exchange.ts',
      find: "return failed({ recovery: 'later', code: 'storage', detail }, null, 0);",
      replace: 'throw new Error(detail);',
    },
  ],
};
