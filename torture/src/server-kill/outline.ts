import type { HarnessOutline } from '../harness.ts';

export const outline: HarnessOutline = {
  name: 'server-kill',
  title:
    'the server is killed at random moments while four phones send: nothing acknowledged is lost, nothing is there twice',
  unit: 'kills',
  budgets: { short: 8, long: 1_000, plant: 4 },
  plants: [
    {
      name: 'receipt before commit',
      kind: 'source',
      file: 'server/src/storage-sqlite/response-store.ts',
      find: 'inGroup(() => storeBatch(lines, receivedAt, contact))',
      replace: `new Promise((resolve) => {
            const { connection } = store;
            if (!connection.inTransaction) connection.exec('begin immediate');
            resolve(storeBatch(lines, receivedAt, contact));
            setTimeout(() => connection.inTransaction && connection.exec('commit'), 40);
          })`,
    },
  ],
};
