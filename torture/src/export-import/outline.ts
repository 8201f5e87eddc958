import type { HarnessOutline } from '../harness.ts';

export const outline: HarnessOutline = {
  name: 'export-import',
  title:
    'forms, drafts included, go to a file and from it to the server byte for byte, and the receipts file makes the phone green',
  unit: 'round trips',
  budgets: { short: 200, long: 10_000, plant: 60 },
  plants: [
    {
      name: 'the file lacks its last line',
      kind: 'source',
      file: 'client/src/outbox/export-file.ts',
      find: '...items.map(({ line }) => line)]',
      replace: '...items.slice(0, -1).map(({ line }) => line)]',
    },
    {
      name: 'one draft stays open',
      kind: 'source',
      file: 'client/src/screens/field/hand-over/close-drafts.ts',
      find: 'of await shelf.drafts())',
      replace: 'of (await shelf.drafts()).slice(1))',
    },
    {
      name: 'receipts are taken by their place',
      kind: 'source',
      file: 'client/src/outbox/receipts-file.ts',
      find: "byHash.get(receipt.hash ?? '')",
      replace: 'items[receipt.line - 1]',
    },
  ],
};
