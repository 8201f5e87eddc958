import type { HarnessOutline } from '../harness.ts';

export const outline: HarnessOutline = {
  name: 'view-faults',
  title:
    'the databases of a phone are closed, aborted, filled, lost and deleted at random: nothing that was tapped is missing, and the view comes to be what the journal says',
  unit: 'faults of a database',
  budgets: { short: 150, long: 10_000, plant: 300 },
  plants: [
    {
      name: 'what waited is dropped after a failure',
      kind: 'source',
      file: 'client/src/storage/view/follower.ts',
      find: '      expected = null;\n      return before !== null;',
      replace: '      return true;',
    },
    {
      name: 'a refused record is called saved',
      kind: 'source',
      file: 'client/src/storage/journal/indexeddb-journal.ts',
      find: "if (left === 1 || fault.tag === 'storage-full' || error === fault) throw fault;",
      replace: 'if (left === 1 || error === fault) return undefined as never;',
    },
  ],
};
