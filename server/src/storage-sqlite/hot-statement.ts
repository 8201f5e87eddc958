import { Param, Placeholder, is } from 'drizzle-orm';
import type { Connection } from './open-store.ts';

type Bound = string | number | null | Buffer;
/** Values by the name of their placeholder, as SQLite stores them. */
type Values = object;

interface Query {
  toSQL(): { readonly sql: string; readonly params: readonly unknown[] };
}

/** A statement that runs for every line of every batch. */
export interface HotStatement<Row> {
  run(values: Values): { readonly changes: number; readonly lastInsertRowid: number | bigint };
  all(values: Values): Row[];
}

/**
 * Takes the text that the query builder makes and binds its placeholders directly: filling them in by the builder costs
 * more than the statement itself. Rows come as SQLite has them: columns by their names in the table, booleans as 0 and 1.
 */
export function hotStatement<Row = never>(connection: Connection, query: Query): HotStatement<Row> {
  const { sql, params } = query.toSQL();
  const names = params.map(placeholderName);
  const statement = connection.prepare<Bound[], Row>(sql);
  const bind = (values: Values): Bound[] =>
    names.map((name) => (values as Readonly<Record<string, Bound>>)[name] ?? null);
  return {
    run: (values) => statement.run(...bind(values)),
    all: (values) => statement.all(...bind(values)),
  };
}

function placeholderName(param: unknown): string {
  const inner: unknown = is(param, Param) ? param.value : param;
  if (!is(inner, Placeholder)) throw new Error('a hot statement takes placeholders only');
  return inner.name;
}
