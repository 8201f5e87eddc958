import { randomInt } from 'node:crypto';
import {
  type BackupCheck,
  type OpensSeals,
  type StoreDifference,
  StoreUnusable,
} from '../ports/index.ts';
import { createRowChain } from '../storage-rules/row-chain.ts';
import { type Connection, openPool } from './connect.ts';
import { createLayouts } from './count-layouts.ts';
import type { OpenDatabase } from './database.ts';
import { pendingMigrations } from './migrate-database.ts';
import { named } from './open-database.ts';
import { reading, readingTogether } from './transaction.ts';
import { verifySnapshot } from './verify-snapshot.ts';

const linesAtOnce = 5_000;

/**
 * Answers: is another database, into which a dump or an archive of this one was restored, a whole copy of this province?
 * Shape:   its address → what it holds, recounted from its own bytes; and the same life with the same receipts and hashes as here
 *          up to its highest one. Nothing is written to it. A store that is its own copy is none.
 * Errors:  what is wrong is a difference; throws StoreUnusable or StoreBusy where it cannot be read.
 * Source:  decisions 24 and 114.
 * Rule:    Z-13
 */
export async function checkCopy(
  store: OpenDatabase,
  keys: OpensSeals,
  url: string,
): Promise<BackupCheck> {
  const { province } = store;
  const pool = await openPool(url, 1, true);
  try {
    await refuseSame(store, pool);
    if ((await pendingMigrations(pool)) > 0)
      throw new StoreUnusable('its tables are not those of this version');
    return await readingTogether({ pool }, async (db, connection) => {
      const layoutOf = createLayouts({ db, province });
      const report = await verifySnapshot({ db, connection, province, keys, layoutOf });
      const { rows } = await connection.query<{ incarnation: string; receipt: number }>(
        `select incarnation, (select coalesce(max(receipt), 0) from envelopes where province = $1) as receipt
         from store_meta where province = $1`,
        [province],
      );
      const { incarnation = '', receipt = 0 } = rows[0] ?? {};
      const stray = await compareLines(store, connection, { incarnation, receipt });
      const differences = [...report.differences, ...stray];
      return { incarnation, receipt, ...report, differences };
    });
  } catch (error) {
    throw named(error, url);
  } finally {
    await pool.end();
  }
}

/** Locks are a database's own: one that both see is in one database. */
async function refuseSame(
  { pool: here }: OpenDatabase,
  there: OpenDatabase['pool'],
): Promise<void> {
  const number = randomInt(2 ** 47);
  const connection = await reading(() => here.connect());
  try {
    await reading(() => connection.query('select pg_advisory_lock($1)', [number]));
    const { rows } = await there.query<{ taken: boolean }>(
      'select pg_try_advisory_lock($1) as taken, pg_advisory_unlock($1)',
      [number],
    );
    if (rows[0]?.taken !== true)
      throw new StoreUnusable('it is the database of the store itself, and no copy of it');
  } finally {
    // With its connection the lock is gone.
    connection.release(true);
  }
}

interface Head {
  readonly incarnation: string;
  readonly receipt: number;
}

async function compareLines(
  store: OpenDatabase,
  there: Connection,
  head: Head,
): Promise<readonly StoreDifference[]> {
  const [expected, stored] = await Promise.all([
    readingTogether({ pool: store.streams }, (_db, here) => lifeUpTo(here, store.province, head)),
    lifeUpTo(there, store.province, head),
  ]);
  const where = `up to receipt ${String(head.receipt)}`;
  return expected === stored ? [] : [{ check: 'backup-content', where, stored, expected }];
}

/** Answers: which life of the store, and every receipt with its hash up to a bound, as one short text. */
async function lifeUpTo(
  connection: Connection,
  province: string,
  { receipt }: Head,
): Promise<string> {
  const chain = createRowChain();
  const { rows: meta } = await connection.query<{ life: string }>(
    'select incarnation as life from store_meta where province = $1',
    [province],
  );
  for (let last = 0; ;) {
    const { rows } = await connection.query<{ receipt: number; hash: string }>(
      `select receipt, content_hash as hash from envelopes
       where province = $1 and receipt > $2 and receipt <= $3 order by receipt limit ${String(linesAtOnce)}`,
      [province, last, receipt],
    );
    for (const row of rows) chain.add([row.receipt, row.hash]);
    last = rows.at(-1)?.receipt ?? receipt;
    if (rows.length < linesAtOnce) break;
  }
  const { rows: lines, chain: hash } = chain.part();
  return `${meta[0]?.life ?? 'no province'}, ${String(lines)} envelopes, ${hash.slice(0, 16)}`;
}
