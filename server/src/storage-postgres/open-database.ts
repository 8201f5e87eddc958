import { randomUUID } from 'node:crypto';
import { drizzle } from 'drizzle-orm/node-postgres';
import { type Clock, type Ids, StoreBusy, StoreUnusable } from '../ports/index.ts';
import { type Connection, openPool } from './connect.ts';
import type { OpenDatabase } from './database.ts';
import { driverCode, isPassing, isRefused } from './driver-code.ts';
import { hearCommits } from './hear-commits.ts';
import { migrateDatabase } from './migrate-database.ts';
import { createResultJournal } from './result-journal.ts';
import { reading } from './transaction.ts';

/** Where the database is, which province of it the store is, and what is kept beside it on this machine. */
export interface DatabasePlace {
  readonly url: string;
  readonly province: string;
  /** Files of keys lie here; nothing else does. */
  readonly dataDir: string;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly ingestKeys?: string;
  /** Most connections of this process. */
  readonly connections?: number;
  /** For who looks at a copy of the province before it is finished; to others it is not there yet. */
  readonly isBeingCopied?: boolean;
}

const usualConnections = 10;
/** Files that are being sent at the same time. */
const mostStreams = 8;

/**
 * Opens the database, brings its tables up to date and gives the province its row.
 * Errors: throws StoreUnusable, StoreNewer or StoreBusy, naming the database without its password.
 */
export async function openDatabase(
  place: DatabasePlace,
): Promise<OpenDatabase & { close(): Promise<void> }> {
  const { url, province } = place;
  const pool = await openPool(url, place.connections ?? usualConnections);
  const streams = await openPool(url, mostStreams, true);
  try {
    await reading(async () => {
      const connection = await pool.connect();
      try {
        await migrateDatabase(connection);
        await connection.query(
          `insert into store_meta (province, incarnation, safe_receipt, created_at, comment_rules)
           values ($1, $2, 0, $3, 0) on conflict do nothing`,
          [province, place.ids.uuid7(), place.clock.now()],
        );
        if (place.isBeingCopied !== true) await refuseHalfCopy(connection, province);
      } finally {
        connection.release();
      }
    });
    const journal = createResultJournal();
    const sender = randomUUID();
    const ear = await reading(() => hearCommits(url, { journal, province, sender }));
    return {
      pool,
      streams,
      db: drizzle(pool),
      province,
      journal,
      sender,
      async close() {
        await ear.stop();
        await streams.end();
        await pool.end();
      },
    };
  } catch (error) {
    await streams.end();
    await pool.end();
    throw named(error, url);
  }
}

/**
 * Answers: is this province whole, or a copy on its way?
 * Errors:  throws StoreUnusable: what is served would be a part, and what is written to it would be lost or in the way.
 * Source:  decision 114.
 * Rule:    Z-11
 */
async function refuseHalfCopy(connection: Connection, province: string): Promise<void> {
  const { rows } = await connection.query<{ at: string }>(
    'select begun_at as at from province_copies where province = $1 and finished_at is null',
    [province],
  );
  if (rows[0] !== undefined)
    throw new StoreUnusable(
      `province ${province} is a copy that was begun ${rows[0].at} and is not finished: run sipas copy again`,
    );
}

/** Answers: does the database hold this province? Makes nothing. Errors: as above. */
export async function hasProvince(url: string, province: string): Promise<boolean> {
  const pool = await openPool(url, 1);
  try {
    const { rows } = await pool.query<{ has: boolean }>(
      `select to_regclass('store_meta') is not null as has`,
    );
    if (rows[0]?.has !== true) return false;
    const found = await pool.query('select 1 from store_meta where province = $1', [province]);
    return found.rows.length > 0;
  } catch (error) {
    throw named(error, url);
  } finally {
    await pool.end();
  }
}

/** Answers: the trouble with its address, in the words of the ports. */
export function named(error: unknown, url: string): unknown {
  const code = driverCode(error);
  const told = `${withoutPassword(url)}: ${reasonOf(error)}`;
  if (isRefused(code)) return new StoreUnusable(told, { cause: error });
  return isPassing(code) ? new StoreBusy(told, { cause: error }) : error;
}

/** What the driver said, not what was made of it. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const said = error instanceof AggregateError ? String(error.errors[0]) : error.message;
  return error instanceof StoreBusy && error.cause !== undefined ? reasonOf(error.cause) : said;
}

/** Answers: the address of a database as a log may show it. */
export function withoutPassword(url: string): string {
  if (!URL.canParse(url)) return 'postgres://…';
  const shown = new URL(url);
  if (shown.password !== '') shown.password = '***';
  return shown.href;
}
