import { drizzle } from 'drizzle-orm/node-postgres';
import type { QueryResult } from 'pg';
import { type CountedChange, StoreBusy, StoreDamaged, StoreFull } from '../ports/index.ts';
import { type OwedNote, owedNote } from '../storage-rules/note-under-way.ts';
import { appendNote } from './append-note.ts';
import type { Connection } from './connect.ts';
import type { Database, OpenDatabase } from './database.ts';
import { driverCode, isDamage, isFull, isPassing } from './driver-code.ts';
import { resultsChannel } from './hear-commits.ts';

/** What the row of the province said when the transaction took it. */
interface Taken {
  readonly incarnation: string;
  readonly safeReceipt: number;
  readonly lastReceipt: number;
  readonly resultVersion: number;
}

/** One write of a province: nobody else writes to it until this is committed. */
export interface Writing extends Taken {
  readonly db: Database;
  readonly connection: Pick<Connection, 'query'>;
  readonly province: string;
  /** The next receipt; those of a transaction that fails are given again. */
  nextReceipt(): number;
  /** A response began to count, or counts no more. */
  count(change: CountedChange): void;
  /** Something else on which results rest was changed. */
  setupChanged(): void;
  /** Rows that were written so far. */
  changes(): number;
}

/** Runs a read on whatever connection is free; what it throws is in the words of the ports. */
export async function reading<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw translate(error);
  }
}

/** Runs a read whose parts must fit together, on one snapshot. */
export const readingTogether = <T>(
  { pool }: Pick<OpenDatabase, 'pool'>,
  work: (db: Database, connection: Connection) => Promise<T>,
): Promise<T> =>
  onConnection(pool, async (connection) => {
    await connection.query('begin isolation level repeatable read read only');
    const done = await work(drizzle(connection), connection);
    await connection.query('commit');
    return done;
  });

/**
 * Answers: how does one write of a province come after another, from however many processes?
 * Shape:   the work runs in one transaction that begins by taking the row of its province and keeps it until it is committed;
 *          so receipts are given in the order of commits, without holes, and nobody who read up to a receipt misses one.
 *          What is noted of the act under way goes into the same transaction, where it changed a row (J-03).
 * Errors:  StoreBusy where the database cannot be reached or is held for too long, StoreFull, StoreDamaged; then nothing was
 *          kept, or it was kept and the answer was lost: who sends again is told the same as before.
 * Source:  decision 109.
 * Rule:    Z-01
 */
export function writing<T>(
  store: OpenDatabase,
  work: (tx: Writing) => Promise<T>,
  owed: OwedNote | null = owedNote(),
): Promise<T> {
  return onConnection(store.pool, async (connection) => {
    const { tx, commit } = await begin(store, connection);
    const value = await work(tx);
    const note = owed !== null && tx.changes() > 0 ? owed.note() : null;
    if (note !== null) await appendNote(tx, note);
    await commit();
    owed?.settle(note !== null);
    return value;
  });
}

async function begin(store: OpenDatabase, connection: Connection) {
  const { province, journal, sender } = store;
  const counted: CountedChange[] = [];
  let [changes, receipts, hasSetup] = [0, 0, false];
  const ask = connection.query.bind(connection) as (...asked: unknown[]) => Promise<QueryResult>;
  const counting = {
    async query(...asked: unknown[]) {
      const result = await ask(...asked);
      if (writes.has(result.command)) changes += result.rowCount ?? 0;
      return result;
    },
  } as unknown as Connection;
  const [, taken] = await Promise.all([
    connection.query('begin'),
    takeProvince(connection, province),
  ]);
  const tx: Writing = {
    ...taken,
    db: drizzle(counting),
    connection: counting,
    province,
    nextReceipt: () => taken.lastReceipt + ++receipts,
    count: (change) => void counted.push(change),
    setupChanged: () => {
      hasSetup = true;
    },
    changes: () => changes,
  };
  const commit = async (): Promise<void> => {
    const changesResults = counted.length > 0 || hasSetup;
    const version = taken.resultVersion + Number(changesResults);
    const last: Promise<unknown>[] = [];
    if (changes > 0 || changesResults)
      last.push(
        connection.query({
          name: 'end-of-write',
          text: 'update store_meta set last_receipt = $2, result_version = $3, commits = commits + 1 where province = $1',
          values: [province, taken.lastReceipt + receipts, version],
        }),
      );
    if (changesResults)
      last.push(
        connection.query({
          name: 'tell-results',
          text: 'select pg_notify($1, $2)',
          values: [resultsChannel, `${province} ${String(version)} ${sender}`],
        }),
      );
    const commit = connection.query('commit');
    await Promise.all([...last, commit]);
    // A transaction in which something failed is answered like one that was committed, but for this word.
    const { command } = await commit;
    if (command !== 'COMMIT') throw new Error(`a write was answered ${command}`);
    if (changesResults) journal.committed(version, counted);
  };
  return { tx, commit };
}

const writes = new Set(['INSERT', 'UPDATE', 'DELETE']);

async function takeProvince(connection: Connection, province: string): Promise<Taken> {
  const { rows } = await connection.query<Taken>({
    name: 'take-province',
    text: `select incarnation, safe_receipt as "safeReceipt", last_receipt as "lastReceipt",
      result_version as "resultVersion" from store_meta where province = $1 for update`,
    values: [province],
  });
  const [taken] = rows;
  if (taken === undefined) throw new Error(`the database has no province ${province}`);
  return taken;
}

function onConnection<T>(
  pool: OpenDatabase['pool'],
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  return reading(async () => {
    const connection = await pool.connect();
    let isBroken = false;
    try {
      return await work(connection);
    } catch (error) {
      await connection.query('rollback').catch(() => {
        isBroken = true;
      });
      throw error;
    } finally {
      connection.release(isBroken);
    }
  });
}

function translate(error: unknown): unknown {
  const code = driverCode(error);
  if (isFull(code)) return new StoreFull('the disk of the database is full', { cause: error });
  if (isPassing(code)) return new StoreBusy('the database is not there', { cause: error });
  if (isDamage(code)) return new StoreDamaged('the database is damaged', { cause: error });
  return error;
}
