import type { HarnessOutline } from '../harness.ts';

export const outline: HarnessOutline = {
  name: 'accept-faults',
  title:
    'every statement by which a push is accepted fails once, then for good: no line is lost, no batch is half there, and the next push works',
  unit: 'faults',
  budgets: { short: 100, long: 4_000 },
  plants: [
    {
      name: 'a removed error branch',
      kind: 'source',
      file: 'server/src/storage-sqlite/response-store.ts',
      find: 'tally.flush();',
      replace: 'try { tally.flush(); } catch { /* swallowed */ }',
    },
    {
      name: 'a write inside one that could not end',
      kind: 'source',
      file: 'server/src/storage-sqlite/transaction.ts',
      find: 'if (db.$client.inTransaction)',
      replace: 'if (Date.now() < 0)',
    },
  ],
};
