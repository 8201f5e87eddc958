import type { HarnessOutline } from '../harness.ts';

export const outline: HarnessOutline = {
  name: 'power-cut',
  title:
    'the power goes at random moments and what was written without being synced vanishes: nothing acknowledged is lost',
  unit: 'cuts',
  budgets: { short: 6, long: 500, plant: 3 },
  plants: [
    {
      name: 'synchronous=NORMAL',
      kind: 'source',
      file: 'server/src/storage-sqlite/open-store.ts',
      find: "expectPragma(connection, 'synchronous', fullSynchronous);",
      replace: "connection.pragma('synchronous = NORMAL');",
    },
  ],
};
