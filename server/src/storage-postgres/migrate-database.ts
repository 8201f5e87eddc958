import { join } from 'node:path';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { StoreNewer, StoreUnusable } from '../ports/index.ts';
import type { Connection } from './connect.ts';

export const migrationsFolder = join(import.meta.dirname, 'migrations');

/** What everybody who changes the tables of a database takes first. The number means nothing: it is ours alone. */
const migrationLock = 7_451_920_114;
const leastVersion = 150_000;

/**
 * Answers: how do several servers that start at once bring the tables of one database up to date?
 * Shape:   one after another, under a lock of the database that is gone with its connection; all steps are one transaction, so
 *          that a process killed at any moment leaves the old tables or the new ones, and the next start finishes.
 * Errors:  throws StoreNewer where a newer version has changed the tables, StoreUnusable where the server is too old or would not
 *          keep what it commits; then
 *          nothing was touched.
 * Source:  decision 109; PostgreSQL 18, 13.3.5 Advisory Locks.
 * Rule:    Z-04
 */
export async function migrateDatabase(connection: Connection): Promise<void> {
  await refuseUnfit(connection);
  if ((await pendingMigrations(connection)) === 0) return;
  await connection.query('select pg_advisory_lock($1)', [migrationLock]);
  try {
    // Another may have done it while this one waited.
    if ((await pendingMigrations(connection)) === 0) return;
    await migrate(drizzle(connection), { migrationsFolder });
  } finally {
    await connection.query('select pg_advisory_unlock($1)', [migrationLock]);
  }
}

/** Answers: how many migrations of this version the database has not seen. Errors: StoreNewer, as above. */
export async function pendingMigrations(connection: Pick<Connection, 'query'>): Promise<number> {
  const known = readMigrationFiles({ migrationsFolder }).map((one) => one.folderMillis);
  const applied = await appliedMigrations(connection);
  const unknown = applied.filter((one) => !known.includes(one));
  if (unknown.length > 0)
    throw new StoreNewer(
      `the database has ${String(unknown.length)} migrations that this version does not know, the last made ${new Date(unknown.at(-1) ?? 0).toISOString()}`,
    );
  return known.filter((one) => !applied.includes(one)).length;
}

async function appliedMigrations(
  connection: Pick<Connection, 'query'>,
): Promise<readonly number[]> {
  const { rows: tables } = await connection.query<{ name: string | null }>(
    `select to_regclass('drizzle.__drizzle_migrations') as name`,
  );
  if (tables[0]?.name === null) return [];
  const { rows } = await connection.query<{ made: string | number }>(
    'select created_at as made from drizzle.__drizzle_migrations order by created_at',
  );
  return rows.map(({ made }) => Number(made));
}

/** What the promises of the ports need of a server, as it says of itself. */
const needed = [
  ['server_version_num', (set: string) => Number(set) >= leastVersion, 'PostgreSQL 15 or newer'],
  ['server_encoding', (set: string) => set === 'UTF8', 'UTF8, which holds every name'],
  ['fsync', (set: string) => set === 'on', 'on: a receipt outlives a loss of power'],
  [
    'synchronous_commit',
    (set: string) => set !== 'off',
    'not off: a receipt is given after the commit',
  ],
] as const;

async function refuseUnfit(connection: Connection): Promise<void> {
  for (const [name, isFit, wanted] of needed) {
    const { rows } = await connection.query<{ set: string }>('select current_setting($1) as set', [
      name,
    ]);
    const set = rows[0]?.set ?? '';
    if (!isFit(set))
      throw new StoreUnusable(`the server says ${name} = ${set}; needed is ${wanted}`);
  }
}
