import type { HarnessOutline } from '../harness.ts';

export const outline: HarnessOutline = {
  name: 'page-crash',
  title:
    'a page that crashes at any step of its sending loses nothing, sends nothing twice and shows only receipts as received',
  unit: 'crashes',
  budgets: { short: 11, long: 1_000 },
  plants: [
    {
      name: 'receipt not persisted',
      kind: 'source',
      file: 'client/src/storage/field-shelf.ts',
      find: "if (ours.length > 0) await write({ type: 'receipts', receipts: ours, incarnation });",
      replace: "applyRecords(state, [{ type: 'receipts', receipts: ours, incarnation }]);",
    },
  ],
};
