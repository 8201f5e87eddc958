import type { HarnessOutline } from '../harness.ts';

const storage = 'client/src/storage';

export const outline: HarnessOutline = {
  name: 'journal-faults',
  title:
    'every operation on the files of the journal fails once, twice, for good, or with the phone: what was shown as saved is there, and no number is used twice',
  unit: 'runs with one fault',
  budgets: { short: 100, long: 5_400 },
  plants: [
    {
      name: 'no byte count',
      kind: 'source',
      file: `${storage}/journal/journal-head.ts`,
      find: 'file.write(bytes, { at }) !== bytes.length || file.getSize() < at + bytes.length',
      replace: 'file.write(bytes, { at }) < 0',
    },
    {
      name: 'a record beside a file that passes for the journal',
      kind: 'source',
      file: `${storage}/journal/open-journal.ts`,
      find: 'if (giveUpRival !== null && !giveUpRival())',
      replace: 'if (Number(freshId) < 0)',
    },
    {
      name: 'a failed flush is no failure',
      kind: 'source',
      file: `${storage}/journal/journal-file.ts`,
      find: "throw error instanceof Error && 'tag' in error ? error : shelfFaultOf(error);",
      replace: 'return;',
    },
    {
      name: 'purge on stored',
      kind: 'source',
      file: `${storage}/compaction/may-delete.ts`,
      find: 'receipt.receipt <= contact.safeReceipt',
      replace: 'receipt.receipt > 0',
    },
    {
      name: 'the ballast stays',
      kind: 'source',
      file: `${storage}/journal/kept-room.ts`,
      find: "if (faultTag(error) !== 'storage-full' || !(await gaveWay())) throw error;",
      replace: 'if (faultTag(error) !== null) throw error;',
    },
  ],
};
