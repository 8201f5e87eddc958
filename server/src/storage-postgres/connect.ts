import type { Pool, PoolClient } from 'pg';

/** A connection that is in use by one piece of work. */
export type Connection = PoolClient;

const patienceMs = 5_000;
/** Work on one table or one batch is a matter of milliseconds; who waits this long for a lock lets the phone come again. */
const lockPatienceMs = 10_000;
/** A process that stands still with a province in its hands lets it go after so long, and writes nothing of it. */
const idlePatienceMs = 30_000;

/**
 * One plan for each statement, whatever its values: of a province that is new in a large database the statistics know nothing,
 * and a plan made for it alone reads all that it has for every batch (seen: 29 ms in place of 3). Everything asked has an index.
 */
const planning = '-c plan_cache_mode=force_generic_plan -c enable_seqscan=off';

/**
 * A pool of connections to one database. Errors of a connection that nobody uses at that moment are no news: the next one who
 * needs the database is told.
 */
export async function openPool(
  url: string,
  most: number,
  /** Whoever reads a long file may be slow to take it. */
  isForStreams = false,
): Promise<Pool> {
  const { default: pg } = await import('pg');
  // Receipts and counts come as whole numbers, not as texts; none is beyond 2⁵³.
  pg.types.setTypeParser(pg.types.builtins.INT8, Number);
  const pool = new pg.Pool({
    connectionString: url,
    max: most,
    connectionTimeoutMillis: patienceMs,
    lock_timeout: lockPatienceMs,
    ...(isForStreams
      ? {}
      : { options: planning, idle_in_transaction_session_timeout: idlePatienceMs }),
    application_name: 'sipas',
    // What is asked together goes out together: a batch waits for the network a few times, not once for each statement.
    pipeline: true,
    keepAlive: true,
  });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
  });
  return pool;
}
