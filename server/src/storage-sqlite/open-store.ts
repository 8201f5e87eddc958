import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import type BetterSqlite3 from 'better-sqlite3';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import type { Clock, Ids } from '../ports/index.ts';
import * as schema from './schema.ts';
import { storeMeta } from './schema.ts';

export type Connection = BetterSqlite3.Database;
export type Database = BetterSQLite3Database<typeof schema>;

export interface OpenStore {
  readonly file: string;
  readonly db: Database;
  readonly connection: Connection;
  /** A connection of its own that only reads: a long read on the main one would block every write. */
  readonly openReader: () => Reader;
}

/** A snapshot: what commits while the reading goes on is not seen. Whoever opens it closes its connection. */
export interface Reader {
  readonly db: Database;
  readonly connection: Connection;
}

/** Where the store lies. The folder may hold backups, keys and logs beside it. */
export interface StorePlace {
  readonly dataDir: string;
  readonly clock: Clock;
  readonly ids: Ids;
}

export const storeFileName = 'sipas.sqlite';
export const migrationsFolder = join(import.meta.dirname, 'migrations');
const leastSqlite = [3, 51, 3] as const;
const leastNapi = 10;

/** Opens the store of a data folder, makes it if it is not there, and brings its tables up to date. */
export async function openStore(place: StorePlace): Promise<OpenStore> {
  makePrivateFolder(place.dataDir);
  const file = join(place.dataDir, storeFileName);
  // SQLite gives its journal files the mode of the main file, so that one is made first.
  closeSync(openSync(file, 'a', 0o600));
  const connection = await connect(file, {});
  try {
    assertSqliteVersion(connection);
    applyPragmas(connection);
    const db = drizzle(connection, { schema });
    await bringUpToDate(db, connection, place);
    ensureMeta(db, place);
    return { file, db, connection, openReader: await readerFactory(file) };
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** Opens a fresh backup and makes it one file, without the journal files that the running store has beside it. */
export async function openBackup(file: string): Promise<Reader> {
  const connection = await connect(file, { fileMustExist: true });
  connection.pragma('journal_mode = DELETE');
  return { db: drizzle(connection, { schema }), connection };
}

/** Makes a folder that only its owner can enter; one that is there already keeps its mode. */
export function makePrivateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
}

/** An older Node has no way to load the driver: it dies without a word, so the version is asked first. */
export async function connect(file: string, options: BetterSqlite3.Options): Promise<Connection> {
  if (Number(process.versions.napi) < leastNapi)
    throw new Error(
      `Node ${process.version} is too old for the SQLite driver; Node 22.14 or newer is needed.`,
    );
  const { default: Driver } = await import('better-sqlite3');
  return new Driver(file, { ...options, timeout: 5000 });
}

function assertSqliteVersion(connection: Connection): void {
  const version = String(connection.prepare('select sqlite_version()').pluck().get());
  const parts = version.split('.').map(Number);
  for (const [place, least] of leastSqlite.entries()) {
    const part = parts[place] ?? 0;
    if (part > least) return;
    if (part < least)
      throw new Error(`SQLite ${version} is older than ${leastSqlite.join('.')}, which is needed.`);
  }
}

const fullSynchronous = 2;

function applyPragmas(connection: Connection): void {
  // Takes effect only on an empty file, so it comes first; an older store keeps its page size.
  connection.pragma('page_size = 16384');
  connection.pragma('journal_mode = WAL');
  connection.pragma('synchronous = FULL');
  connection.pragma('foreign_keys = ON');
  connection.pragma('busy_timeout = 5000');
  // 64 MB of journal before it is copied into the file: fewer, larger copies between batches.
  connection.pragma('wal_autocheckpoint = 4000');
  expectPragma(connection, 'journal_mode', 'wal');
  expectPragma(connection, 'synchronous', fullSynchronous);
  expectPragma(connection, 'foreign_keys', 1);
  expectPragma(connection, 'busy_timeout', 5000);
}

function expectPragma(connection: Connection, name: string, wanted: string | number): void {
  const found = connection.pragma(name, { simple: true });
  if (found !== wanted)
    throw new Error(`SQLite kept ${name} = ${String(found)} where ${String(wanted)} is needed.`);
}

async function bringUpToDate(
  db: Database,
  connection: Connection,
  place: StorePlace,
): Promise<void> {
  const pending = pendingMigrations(connection);
  if (pending === 0) return;
  if (hasTables(connection)) await backUpBeforeMigration(connection, place);
  migrate(db, { migrationsFolder });
}

/** Answers: how many migrations of this version the store has not seen. */
export function pendingMigrations(connection: Connection): number {
  const known = readMigrationFiles({ migrationsFolder });
  if (!hasTable(connection, '__drizzle_migrations')) return known.length;
  const last = connection
    .prepare('select max(created_at) from __drizzle_migrations')
    .pluck()
    .get() as number | null;
  return known.filter((migration) => migration.folderMillis > (last ?? 0)).length;
}

const hasTables = (connection: Connection): boolean => hasTable(connection, 'store_meta');

function hasTable(connection: Connection, name: string): boolean {
  return (
    connection
      .prepare("select 1 from sqlite_master where type = 'table' and name = ?")
      .get(name) !== undefined
  );
}

async function backUpBeforeMigration(connection: Connection, place: StorePlace): Promise<void> {
  const folder = join(place.dataDir, 'backups');
  makePrivateFolder(folder);
  const stamp = place.clock.now().replaceAll(/[-:.]/g, '');
  const file = join(folder, `before-migration-${stamp}.sqlite`);
  if (existsSync(file)) throw new Error(`${file} exists already; the backup would overwrite it.`);
  closeSync(openSync(file, 'wx', 0o600));
  await connection.backup(file);
  chmodSync(file, 0o600);
}

function ensureMeta(db: Database, place: StorePlace): void {
  db.insert(storeMeta)
    .values({
      id: 1,
      incarnation: place.ids.uuid7(),
      safeReceipt: 0,
      createdAt: place.clock.now(),
    })
    .onConflictDoNothing()
    .run();
}

async function readerFactory(file: string): Promise<() => Reader> {
  const { default: Driver } = await import('better-sqlite3');
  return () => {
    const connection = new Driver(file, { readonly: true, fileMustExist: true, timeout: 5000 });
    connection.exec('begin');
    return { db: drizzle(connection, { schema }), connection };
  };
}
