import type { Connection } from './connect.ts';

/** How many pieces of work on a connection want what they delete to be written over. */
const wanted = new WeakMap<Connection, number>();

/** What the work deletes is written over with zeros, in the file and in its journal, as far as nobody reads it just now. */
export async function scrubbing<T>(connection: Connection, work: () => Promise<T>): Promise<T> {
  wanted.set(connection, (wanted.get(connection) ?? 0) + 1);
  connection.pragma('secure_delete = ON');
  try {
    return await work();
  } finally {
    const others = (wanted.get(connection) ?? 1) - 1;
    wanted.set(connection, others);
    connection.pragma('wal_checkpoint(TRUNCATE)');
    if (others === 0) connection.pragma('secure_delete = OFF');
  }
}
