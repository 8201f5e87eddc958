import { Dexie, type Table } from 'dexie';
import * as v from 'valibot';
import { rowSchemas } from '../journal/journal-record.ts';
import { withPatience } from './patience.ts';
import { type RowChange, type SettingChange, applyChange, emptyState } from './shelf-state.ts';
import {
  type Checkpoint,
  type View,
  type ViewContent,
  checkpointKey,
  checkpointSchema,
} from './view.ts';

const tables = ['drafts', 'outbox', 'inbox', 'meta'] as const;

/**
 * The view in IndexedDB. Keys lie outside the rows, so that a row is exactly what the journal says. Strict durability:
 * it is also what mends a journal that the flash has damaged, and nobody waits for it.
 */
export function createDexieView(name: string): Omit<View, 'peek'> {
  let db = openDatabase(name);
  let closed = false;
  const refuseWhenClosed = () => {
    if (closed) throw new Error('the view is closed');
  };
  /** The browser may have dropped the connection; a phone that wakes up finds it so. */
  const reopen = async () => {
    db.close();
    db = openDatabase(name);
  };
  const makeAnew = async () => {
    db.close();
    await withPatience(Dexie.delete(name));
    db = openDatabase(name);
  };

  return {
    async load() {
      try {
        return await withPatience(contentOf(db));
      } catch {
        return null;
      }
    },
    async write(changes, checkpoint, expected) {
      refuseWhenClosed();
      await withPatience(
        db.transaction('rw', [...tables], async () => {
          const found: unknown = await db.table('meta').get(checkpointKey);
          const same =
            v.is(checkpointSchema, found) &&
            found.journalId === expected.journalId &&
            found.offset === expected.offset;
          if (!same) throw new Error('the view is not where it was left');
          await setRows(db, changes, checkpoint);
        }),
      );
    },
    async replace(rows, checkpoint) {
      for (const mend of [reopen, makeAnew, null])
        try {
          refuseWhenClosed();
          await withPatience(rewrite(db, rows, checkpoint));
          return;
        } catch (error) {
          if (mend === null || closed) throw error;
          await mend();
        }
    },
    close() {
      closed = true;
      db.close();
    },
  };
}

/** A version once released stays here for as long as a phone may hold it; they only add. */
function openDatabase(name: string): Dexie {
  const db = new Dexie(name, { chromeTransactionDurability: 'strict' });
  db.version(1).stores({ drafts: '', outbox: '', inbox: '', meta: '' });
  return db;
}

async function rewrite(
  db: Dexie,
  rows: readonly RowChange[],
  checkpoint: Checkpoint,
): Promise<void> {
  await db.transaction('rw', [...tables], async () => {
    for (const table of tables) await db.table(table).clear();
    await setRows(db, rows, checkpoint);
  });
}

async function setRows(
  db: Dexie,
  changes: readonly RowChange[],
  checkpoint: Checkpoint,
): Promise<void> {
  const last = new Map<string, RowChange>();
  for (const change of changes) last.set(`${change.table} ${change.key}`, change);
  for (const name of tables) {
    const rows = [...last.values()].filter((row) => tableOf(row) === name);
    const set = rows.filter((row) => row.value !== null);
    const keysAway = rows.filter((row) => row.value === null).map((row) => row.key);
    if (keysAway.length > 0) await db.table(name).bulkDelete(keysAway);
    if (set.length > 0)
      await db.table(name).bulkPut(
        set.map((row) => row.value),
        set.map((row) => row.key),
      );
  }
  await db.table('meta').put(checkpoint, checkpointKey);
}

const tableOf = (row: RowChange): (typeof tables)[number] =>
  row.table === 'settings' ? 'meta' : row.table;

async function contentOf(db: Dexie): Promise<ViewContent | null> {
  const rows: RowChange[] = [];
  let checkpoint: unknown;
  await db.transaction('r', [...tables], async () => {
    checkpoint = await db.table('meta').get(checkpointKey);
    for (const name of tables) rows.push(...(await readTable(db.table(name), name)));
  });
  if (!v.is(checkpointSchema, checkpoint) || checkpoint.rows !== rows.length) return null;
  const state = emptyState();
  for (const row of rows) applyChange(state, row);
  return { state, checkpoint };
}

/** Rows in order of their keys. What was read from a database is input: a row of another shape makes it worthless. */
async function readTable(
  table: Table<unknown, string | number>,
  name: (typeof tables)[number],
): Promise<RowChange[]> {
  const keys = await table.toCollection().primaryKeys();
  const values = await table.toArray();
  return keys.flatMap((key, index) => {
    if (key === checkpointKey) return [];
    const row = { table: name === 'meta' ? 'settings' : name, key, value: values[index] };
    if (!isRow(row)) throw new Error(`a row of ${name} has another shape`);
    return [row];
  });
}

function isRow(row: { table: string; key: string | number; value: unknown }): row is RowChange {
  const { drafts, outbox, inbox, settings } = rowSchemas;
  if (row.table === 'drafts') return v.is(drafts, row.value);
  if (row.table === 'outbox') return typeof row.key === 'number' && v.is(outbox, row.value);
  if (row.table === 'inbox') return typeof row.key === 'number' && v.is(inbox, row.value);
  return row.key in settings && v.is(settings[row.key as SettingChange['key']], row.value);
}
