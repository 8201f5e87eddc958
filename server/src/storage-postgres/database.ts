import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { Pool } from 'pg';
import type { WrittenJournal } from './result-journal.ts';

/** The query builder over the pool, or over one connection inside a transaction. */
export type Database = Pick<
  NodePgDatabase,
  'select' | 'selectDistinct' | 'insert' | 'update' | 'delete' | 'execute'
>;

/** The database of a server and the province in it that this store is. */
export interface OpenDatabase {
  readonly pool: Pool;
  /** Connections for long reads, so that these keep none from short work. */
  readonly streams: Pool;
  readonly db: Database;
  readonly province: string;
  /** Hears of all that changes results. */
  readonly journal: WrittenJournal;
  /** By which this process knows its own notices. */
  readonly sender: string;
}
