import type { HarnessOutline } from '../harness.ts';

export const outline: HarnessOutline = {
  name: 'migrate-faults',
  title:
    'an older store is killed, or refused by disk or SQLite, at every call by which it is brought up to date: it is the old one or the new one, its copy is whole or not there, and the next start finishes',
  unit: 'moments',
  budgets: { short: 40, long: 1_000, plant: 120 },
  plants: [
    {
      name: 'a copy under its name before it is whole',
      kind: 'source',
      file: 'server/src/storage-sqlite/migrate-store.ts',
      find: 'const part = `${file}.part`;',
      replace: 'const part = file;',
    },
    {
      name: 'no copy before the migration',
      kind: 'source',
      file: 'server/src/storage-sqlite/migrate-store.ts',
      find: "if (hasTable(connection, 'store_meta')) await",
      replace: "if (hasTable(connection, 'no_table')) await",
    },
  ],
};
