import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { afterEach, expect, it } from 'vitest';
import { createSqliteStorage, storeFileName } from '../../src/storage-sqlite/index.ts';
import { machineSurroundings } from '../../src/surroundings.ts';

const migrations = join(import.meta.dirname, '../../src/storage-sqlite/migrations');
const folder = mkdtempSync(join(tmpdir(), 'sipas-migration-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Makes a store as it was before a migration. */
function makeStoreBefore(index: number, dataDir: string): Database.Database {
  const before = join(dataDir, 'migrations');
  cpSync(migrations, before, { recursive: true });
  const journalFile = join(before, 'meta', '_journal.json');
  const journal = JSON.parse(readFileSync(journalFile, 'utf8')) as { entries: { idx: number }[] };
  const entries = journal.entries.filter(({ idx }) => idx < index);
  writeFileSync(journalFile, JSON.stringify({ ...journal, entries }));
  const connection = new Database(join(dataDir, storeFileName));
  migrate(drizzle(connection), { migrationsFolder: before });
  return connection;
}

it('a wave from before allowances pays none, and keeps all else', async () => {
  const old = makeStoreBefore(1, folder);
  old
    .prepare(
      `insert into waves (id, name, status, catalogue, scheme, minimum_base, minimum_cell,
       district_grouping, created_at) values ('w', 'Đợt ''cũ''', 'closed', '2025-07-01',
       'factor_mean', 30, 10, 'huyen-cu', '2026-11-01T00:00:00.000Z')`,
    )
    .run();
  old.close();

  const storage = await createSqliteStorage({ dataDir: folder, ...machineSurroundings });
  const waves = await storage.waves.waves();
  await storage.keeper.close();

  expect(waves).toEqual([
    {
      id: 'w',
      name: "Đợt 'cũ'",
      status: 'closed',
      catalogue: '2025-07-01',
      scheme: 'factor_mean',
      minimumBase: 30,
      minimumCell: 10,
      districtGrouping: 'huyen-cu',
      allowanceVnd: null,
      instrumentKeys: [],
    },
  ]);
});
