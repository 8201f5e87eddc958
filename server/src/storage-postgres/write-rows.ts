import type { PgTable } from 'drizzle-orm/pg-core';
import { type Column, getTableColumns, getTableName } from 'drizzle-orm';
import type { Writing } from './transaction.ts';

type Row = Readonly<Record<string, unknown>>;

/**
 * Makes the statement that writes any number of rows of a table at once, a column of them a parameter: its text is the same
 * for every number, so the server plans it once.
 */
export function writeRows(
  table: PgTable,
  names: readonly string[],
  onConflict = '',
): (tx: Pick<Writing, 'connection'>, rows: readonly Row[]) => Promise<void> {
  const known = getTableColumns(table) as Record<string, Column>;
  const columns = names.map((name) => {
    const column = known[name];
    if (column === undefined) throw new Error(`${getTableName(table)} has no ${name}`);
    return { name, column };
  });
  const types = columns.map(
    ({ column }, index) =>
      `$${String(index + 1)}::${column.getSQLType().replace(' collate "C"', '')}[]`,
  );
  const text = `insert into ${getTableName(table)} (${columns.map(({ column }) => column.name).join(', ')})
    select * from unnest(${types.join(', ')}) ${onConflict}`;
  const name = `write ${getTableName(table)}`;
  return async ({ connection }, rows) => {
    if (rows.length === 0) return;
    const values = columns.map(({ name: key, column }) =>
      rows.map((row) => {
        const value = row[key];
        return value === null || value === undefined ? null : column.mapToDriverValue(value);
      }),
    );
    await connection.query({ name, text, values });
  };
}
