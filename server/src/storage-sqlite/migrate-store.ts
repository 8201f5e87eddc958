import { closeSync, existsSync, openSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { type Clock, StoreNewer } from '../ports/index.ts';
import type { Connection } from './connect.ts';
import { flush } from '../storage-rules/flush.ts';
import { makePrivateFolder } from '../storage-rules/private-folder.ts';

export const migrationsFolder = join(import.meta.dirname, 'migrations');

interface Place {
  readonly dataDir: string;
  readonly clock: Clock;
}

/** Answers: how many migrations of this version the store has not seen. */
export function pendingMigrations(connection: Connection): number {
  const known = readMigrationFiles({ migrationsFolder });
  const last = appliedMigrations(connection).at(-1) ?? 0;
  return known.filter((migration) => migration.folderMillis > last).length;
}

/**
 * Answers: do we know every migration that this store has seen?
 * Errors:  throws StoreNewer where a newer version has changed the tables; reads only, so nothing is touched.
 * Rule:    B-02
 */
export function refuseNewer(connection: Connection): void {
  const known = new Set(readMigrationFiles({ migrationsFolder }).map((one) => one.folderMillis));
  const unknown = appliedMigrations(connection).filter((applied) => !known.has(applied));
  if (unknown.length > 0)
    throw new StoreNewer(
      `the store has ${String(unknown.length)} migrations that this version does not know, the last made ${new Date(unknown.at(-1) ?? 0).toISOString()}`,
    );
}

/**
 * Brings the tables up to date, all steps in one transaction, after a copy of the store as it was. Killed at any
 * moment the store is the old one or the new one, and the next start finishes.
 */
export async function migrateStore(connection: Connection, place: Place): Promise<void> {
  if (hasTable(connection, 'store_meta')) await backUpBeforeMigration(connection, place);
  migrate(drizzle(connection), { migrationsFolder });
}

/** When each migration that the store has seen was made, in their order. */
function appliedMigrations(connection: Connection): readonly number[] {
  if (!hasTable(connection, '__drizzle_migrations')) return [];
  return connection
    .prepare('select created_at from __drizzle_migrations order by created_at')
    .pluck()
    .all()
    .map(Number);
}

function hasTable(connection: Connection, name: string): boolean {
  return (
    connection
      .prepare("select 1 from sqlite_master where type = 'table' and name = ?")
      .get(name) !== undefined
  );
}

async function backUpBeforeMigration(connection: Connection, place: Place): Promise<void> {
  const folder = join(place.dataDir, 'backups');
  makePrivateFolder(folder);
  const stamp = place.clock.now().replaceAll(/[-:.]/g, '');
  const file = join(folder, `before-migration-${stamp}.sqlite`);
  if (existsSync(file)) throw new Error(`${file} exists already; the backup would overwrite it.`);
  // Under its name only when it is whole: killed before that, no half of it is taken for a backup.
  const part = `${file}.part`;
  rmSync(part, { force: true });
  closeSync(openSync(part, 'wx', 0o600));
  await connection.backup(part);
  flush(part, 'r+');
  renameSync(part, file);
  flush(folder, 'r');
}
