import { pgTable, primaryKey } from 'drizzle-orm/pg-core';
import { province, text, whole } from './columns.ts';

/** A province that was moved here from a file, or is on its way: nobody serves it until that is finished. */
export const provinceCopies = pgTable(
  'province_copies',
  {
    province: province(),
    /** The life of the store that is copied, which the province goes on living. */
    incarnation: text('incarnation').notNull(),
    begunAt: text('begun_at').notNull(),
    finishedAt: text('finished_at'),
  },
  (t) => [primaryKey({ columns: [t.province] })],
);

/** How far each table of such a province has come. */
export const copiedTables = pgTable(
  'copied_tables',
  {
    province: province(),
    name: text('name').notNull(),
    rows: whole('rows').notNull(),
    /** The chained hash of these rows, as they were read from the file. */
    chain: text('chain').notNull(),
  },
  (t) => [primaryKey({ columns: [t.province, t.name] })],
);
