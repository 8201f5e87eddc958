import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Driver from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { type Instant, refuse } from '@sipas/shared/kernel';
import type { OpensSeals } from '../../src/ports/index.ts';
import { migrationsFolder, openStore, storeFileName } from '../../src/storage-sqlite/open-store.ts';
import { newId } from '../world/setup-world.ts';

/** Nothing was sealed then. */
export const noKeys: OpensSeals = {
  open: ({ sealed }) => refuse({ code: 'envelope.key-unknown', detail: sealed.keyId }),
};

/** Makes a store as it was before a migration, lets `insert` fill it, and opens it with the product of today. */
export async function migrateFrom(tag: string, insert: (store: Driver.Database) => void) {
  const dataDir = mkdtempSync(join(tmpdir(), 'sipas-migration-'));
  const folder = join(dataDir, 'migrations-until-then');
  cpSync(migrationsFolder, folder, { recursive: true });
  const journalFile = join(folder, 'meta', '_journal.json');
  const journal = JSON.parse(readFileSync(journalFile, 'utf8')) as { entries: { tag: string }[] };
  const place = journal.entries.findIndex((entry) => entry.tag === tag);
  if (place < 1) throw new Error(`no migration before ${tag}`);
  writeFileSync(
    journalFile,
    JSON.stringify({ ...journal, entries: journal.entries.slice(0, place) }),
  );

  const old = new Driver(join(dataDir, storeFileName));
  migrate(drizzle(old), { migrationsFolder: folder });
  insert(old);
  old.close();
  const { connection, db } = await openStore({
    dataDir,
    clock: { now: () => '2026-11-23T08:00:00.000Z' as Instant },
    ids: { uuid7: newId },
  });
  return {
    connection,
    db,
    leave() {
      connection.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
