import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Column, getTableColumns, is } from 'drizzle-orm';
import { SQLiteTable, getTableConfig } from 'drizzle-orm/sqlite-core';
import {
  type CopiedRow,
  type CopySource,
  type SourceMeta,
  type SourceTable,
  StoreUnusable,
} from '../ports/index.ts';
import { allowanceFileName } from './allowances/open-allowances.ts';
import { allowances } from './allowances/schema.ts';
import { type Connection, connect } from './connect.ts';
import { pendingMigrations, refuseNewer } from './migrate-store.ts';
import { namingFolder, storeFileName } from './open-store.ts';
import * as schema from './schema.ts';
import { lockStore } from './store-lock.ts';

/** What no column keeps: in which order the keys of a wave were made, which the other dialect has a column for. */
const keptByRowId: Readonly<Record<string, string>> = { wave_ingest_keys: 'id' };

/**
 * Answers: what does a store of a data folder hold, for a copy of it?
 * Shape:   all of its tables on one moment, receipts of allowances too, with nothing changed in it. Nobody can serve it while it
 *          is open, and it cannot be opened while somebody does.
 * Errors:  throws StoreLocked, StoreNewer, or StoreUnusable where this version has not brought its tables up to date: that would
 *          be a change.
 * Source:  decision 114.
 * Rule:    Z-09
 */
export async function openCopySource(dataDir: string): Promise<CopySource> {
  const file = join(dataDir, storeFileName);
  if (!existsSync(file)) throw new StoreUnusable(`${file} is not there`);
  const lock = await lockStore(dataDir).catch((error: unknown) => {
    throw namingFolder(error, dataDir);
  });
  const open: Connection[] = [];
  const close = async (): Promise<void> => {
    for (const connection of open) connection.close();
    await lock.undo();
  };
  try {
    const main = await readOnly(file);
    open.push(main);
    refuseNewer(main);
    if (pendingMigrations(main) > 0)
      throw new StoreUnusable(`${file} is older than this version; start it once, then copy it`);
    const apart = join(dataDir, allowanceFileName);
    const ofAllowances = existsSync(apart) ? await readOnly(apart) : null;
    if (ofAllowances !== null) open.push(ofAllowances);
    const { storeMeta: _, ...kept } = schema;
    const tables = Object.values(kept)
      .filter((one) => is(one, SQLiteTable))
      .map((one) => sourceTable(main, one));
    return {
      meta: readMeta(main),
      tables: [...tables, sourceTable(ofAllowances, allowances)],
      close,
    };
  } catch (error) {
    await close();
    throw namingFolder(error, dataDir);
  }
}

async function readOnly(file: string): Promise<Connection> {
  const connection = await connect(file, { readonly: true, fileMustExist: true });
  connection.exec('begin');
  return connection;
}

function sourceTable(connection: Connection | null, table: SQLiteTable): SourceTable {
  const { name, primaryKeys } = getTableConfig(table);
  const columns = Object.values(getTableColumns(table) as Record<string, Column>);
  const own = columns.filter(({ primary }) => primary).map((column) => column.name);
  const key = primaryKeys[0]?.columns.map((column) => column.name) ?? own;
  const extra = keptByRowId[name];
  const names = columns.map((column) => column.name);
  const asked = [...names, ...(extra === undefined ? [] : ['rowid'])];
  return {
    name,
    columns: [...names, ...(extra === undefined ? [] : [extra])],
    rows: () =>
      connection === null
        ? []
        : (connection
            .prepare(`select ${asked.join(', ')} from ${name} order by ${key.join(', ')}`)
            .raw(true)
            .iterate() as Iterable<CopiedRow>),
  };
}

const readMeta = (connection: Connection): SourceMeta =>
  connection
    .prepare(
      `select incarnation, safe_receipt as safeReceipt, created_at as createdAt,
         comment_rules as commentRules, comment_receipt as commentReceipt from store_meta`,
    )
    .get() as SourceMeta;
