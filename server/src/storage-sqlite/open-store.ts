import { closeSync, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { type Clock, type Ids, StoreDamaged, StoreFull, StoreUnusable } from '../ports/index.ts';
import { quickCheck } from './check-file.ts';
import { type Connection, connect } from './connect.ts';
import { commentRules } from './comment-rows.ts';
import { driverCode, isDamage, isUnusable } from './driver-code.ts';
import { watchPlace } from './in-place.ts';
import { migrateStore, pendingMigrations, refuseNewer } from './migrate-store.ts';
import { makePrivateFolder } from '../storage-rules/private-folder.ts';
import type { Database } from './database.ts';
import { type WrittenJournal, createResultJournal } from './result-journal.ts';
import * as schema from './schema.ts';
import { storeMeta } from './schema.ts';
import { type StoreLock, lockStore } from './store-lock.ts';

export type { Connection } from './connect.ts';
export { migrationsFolder } from './migrate-store.ts';
export type { Database } from './database.ts';

export interface OpenStore {
  readonly file: string;
  readonly db: Database;
  readonly connection: Connection;
  /** Hears of all that changes results. */
  readonly journal: WrittenJournal;
  /** A connection of its own that only reads: a long read on the main one would block every write. */
  readonly openReader: () => Reader;
  /** Answers: is the file still the one under its name? */
  readonly isInPlace: () => boolean;
  /** Lets another process have the store, where this one held it alone. */
  readonly release: () => void;
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
  /** The file of keys to which forms are sealed; absent: the one in the data folder. */
  readonly ingestKeys?: string;
  /** Another disk or machine where the list of withdrawn forms lies too; absent: none. */
  readonly secondPlace?: string | null;
  /** For who serves the store or changes it as a whole: nobody else does so until it is closed. */
  readonly alone?: boolean;
}

export const storeFileName = 'sipas.sqlite';
const leastSqlite = [3, 51, 3] as const;

/**
 * Opens the store of a data folder, makes it if it is not there, and brings its tables up to date.
 * Errors: throws StoreLocked, StoreNewer, StoreDamaged, StoreUnusable or StoreFull, naming the folder; then the store is as
 *         it was.
 * Rule:   B-24
 */
export async function openStore(place: StorePlace): Promise<OpenStore> {
  let lock: StoreLock | null = null;
  try {
    makePrivateFolder(place.dataDir);
    lock = place.alone === true ? await lockStore(place.dataDir) : null;
    const held = lock;
    const store = await openFile(place);
    return held === null ? store : { ...store, release: () => held.release() };
  } catch (error) {
    lock?.release();
    throw namingFolder(error, place.dataDir);
  }
}

/** What keeps a store from being opened, with the folder that a person must look at. */
export function namingFolder(error: unknown, dataDir: string): unknown {
  const code = driverCode(error);
  const file = join(dataDir, storeFileName);
  if (isDamage(code)) return new StoreDamaged(`${file}: ${String(error)}`, { cause: error });
  if (isUnusable(code)) return new StoreUnusable(`${dataDir}: ${String(error)}`, { cause: error });
  if (code === 'SQLITE_FULL' || code === 'ENOSPC') return new StoreFull(dataDir, { cause: error });
  return error;
}

async function openFile(place: StorePlace): Promise<OpenStore> {
  const file = join(place.dataDir, storeFileName);
  // SQLite gives its journal files the mode of the main file, so that one is made first; never opened by hand once it
  // is there, since closing it would drop the locks that this process has on it.
  if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600));
  const connection = await connect(file, {});
  try {
    assertSqliteVersion(connection);
    refuseNewer(connection);
    const isPending = pendingMigrations(connection) > 0;
    if (isPending || place.alone === true) refuseDamaged(connection, file);
    applyPragmas(connection);
    const db = drizzle(connection, { schema });
    if (isPending) await migrateAlone(connection, place);
    refuseStrangeTables(db);
    ensureMeta(db, place);
    return {
      file,
      db,
      connection,
      journal: createResultJournal(connection),
      openReader: await readerFactory(file),
      isInPlace: watchPlace(file),
      release: () => undefined,
    };
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** Nobody changes the tables under a running server, which would not know them any more. */
async function migrateAlone(connection: Connection, place: StorePlace): Promise<void> {
  const lock = place.alone === true ? null : await lockStore(place.dataDir);
  try {
    // Another may have done it while this one waited for the lock.
    if (pendingMigrations(connection) > 0) await migrateStore(connection, place);
  } finally {
    lock?.release();
  }
}

/**
 * Answers: is the structure of the file whole? What lies in its rows is compared with their hashes by `verify`.
 * Errors:  throws StoreDamaged naming what is wrong.
 * Rule:    B-03
 */
function refuseDamaged(connection: Connection, file: string): void {
  const [broken] = quickCheck(connection);
  if (broken !== undefined) throw new StoreDamaged(`${file}: ${broken}`);
}

/** A name that was damaged in the description of the tables is no damage to the structure of the file. */
function refuseStrangeTables(db: Database): void {
  for (const table of Object.values(schema))
    try {
      db.select().from(table).limit(0).all();
    } catch (error) {
      if (driverCode(error) !== 'SQLITE_ERROR') throw error;
      throw new StoreDamaged(`${storeFileName}: ${String(error)}`, { cause: error });
    }
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

function ensureMeta(db: Database, place: StorePlace): void {
  db.insert(storeMeta)
    .values({
      id: 1,
      incarnation: place.ids.uuid7(),
      safeReceipt: 0,
      commentRules,
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
