import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { type Connection, connect } from '../connect.ts';
import { makePrivateFolder } from '../../storage-rules/private-folder.ts';
import {
  allowanceKeyFile,
  makeKeyFile,
  readKeyFile,
} from '../../storage-rules/allowance-key-file.ts';
import * as schema from './schema.ts';
import { allowances } from './schema.ts';
import { type Seal, createSeal } from '../../storage-rules/allowance-seal.ts';

export const allowanceFileName = 'allowances.sqlite';
const migrationsFolder = join(import.meta.dirname, 'migrations');
const busyTimeoutMs = 5000;

export interface OpenAllowances {
  readonly db: BetterSQLite3Database<typeof schema>;
  readonly connection: Connection;
  readonly seal: Seal;
}

/** Opens the store of allowance receipts of a data folder; makes it, and its key, where there is none. */
export async function openAllowances(dataDir: string): Promise<OpenAllowances> {
  makePrivateFolder(dataDir);
  const file = join(dataDir, allowanceFileName);
  closeSync(openSync(file, 'a', 0o600));
  const connection = await connect(file, {});
  try {
    connection.pragma(`busy_timeout = ${String(busyTimeoutMs)}`);
    // Few writes, and deletion that means it: no log of changes stays behind, freed pages are overwritten.
    connection.pragma('journal_mode = DELETE');
    connection.pragma('synchronous = EXTRA');
    connection.pragma('secure_delete = ON');
    const db = drizzle(connection, { schema });
    migrate(db, { migrationsFolder });
    return { db, connection, seal: createSeal(keyFor(db, dataDir)) };
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** A new key beside old records would look like an empty store, until somebody asks for the list. */
function keyFor(db: OpenAllowances['db'], dataDir: string): Buffer {
  const file = allowanceKeyFile(dataDir);
  const key = readKeyFile(file);
  if (key !== null) return key;
  if (db.select({ number: allowances.number }).from(allowances).limit(1).get() !== undefined)
    throw new Error(`${file} is lost: the allowance receipts cannot be read without it`);
  return makeKeyFile(file);
}
