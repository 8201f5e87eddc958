import { drizzle } from 'drizzle-orm/node-postgres';
import type { Database, OpenDatabase } from './database.ts';
import { reading } from './transaction.ts';

const rowsAtOnce = 500;

interface Query {
  toSQL(): { readonly sql: string; readonly params: readonly unknown[] };
}

/**
 * Streams the rows of a query as arrays, on a connection of its own and on one snapshot: what commits while the reading goes
 * on is not seen.
 */
export async function* streamRows(
  { streams }: Pick<OpenDatabase, 'streams'>,
  ask: (db: Database) => Query,
): AsyncIterable<readonly unknown[]> {
  const connection = await reading(() => streams.connect());
  let isBroken = false;
  try {
    await reading(async () => {
      await connection.query('begin isolation level repeatable read read only');
      const { sql, params } = ask(drizzle(connection)).toSQL();
      await connection.query(`declare rows no scroll cursor for ${sql}`, [...params]);
    });
    for (;;) {
      const { rows } = await reading(() =>
        connection.query<readonly unknown[]>({
          text: `fetch ${String(rowsAtOnce)} from rows`,
          rowMode: 'array',
        } as never),
      );
      yield* rows;
      if (rows.length < rowsAtOnce) return;
    }
  } finally {
    await connection.query('rollback').catch(() => {
      isBroken = true;
    });
    connection.release(isBroken);
  }
}
