import type { HarnessOutline } from '../harness.ts';

export const outline: HarnessOutline = {
  name: 'page-flips',
  title:
    'one bit of the store or of its journal is flipped while nobody has it open: the start refuses it by name, or verify names it, or a phone does, or every answer is right; never a silent wrong one',
  unit: 'flips',
  // One flip in a hundred changes an answer that verification alone would find: the rest fall into ids, times and empty room.
  budgets: { short: 60, long: 1_000, plant: 1_500 },
  plants: [
    {
      name: 'verification off',
      kind: 'source',
      file: 'server/src/storage-sqlite/store-keeper.ts',
      find: 'differences: [...broken, ...rebuilt.differences, ...kept, ...journal],',
      replace: 'differences: [],',
    },
    {
      name: 'nobody listens to phones',
      kind: 'source',
      file: 'server/src/use-cases/sync/notice-forgotten.ts',
      find: 'if (phoneReceipt <= storeReceipt) return;',
      replace: 'if (phoneReceipt <= Infinity) return;',
    },
  ],
};
