import { createHash } from 'node:crypto';
import type { Connection } from './connect.ts';

/**
 * Answers: may this process do alone what one process of a province does at a time?
 * Shape:   true where nobody else has it; it is kept until it is let go or the connection ends, however that ends.
 * Source:  PostgreSQL 18, 13.3.5 Advisory Locks, at session level.
 */
export async function takeProvinceLock(
  connection: Pick<Connection, 'query'>,
  province: string,
  what: 'copy',
): Promise<boolean> {
  const { rows } = await connection.query<{ taken: boolean }>(
    'select pg_try_advisory_lock($1) as taken',
    [lockNumber(province, what)],
  );
  return rows[0]?.taken === true;
}

/** Of 64 bits, so that two provinces do not meet. */
const lockNumber = (province: string, what: string): string =>
  createHash('sha256').update(`sipas ${what} ${province}`).digest().readBigInt64BE().toString();
