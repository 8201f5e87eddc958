import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Connection } from './connect.ts';
import type * as schema from './schema.ts';

/** The query builder over the tables of this version. */
export type Database = BetterSQLite3Database<typeof schema> & { readonly $client: Connection };
