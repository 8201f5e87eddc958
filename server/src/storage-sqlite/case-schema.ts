import { caseKinds, caseStates } from '@sipas/shared/cases';
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { users } from './people-schema.ts';

/** What somebody asked about the form that they answered. Neither this nor its entries are ever changed or deleted. */
export const cases = sqliteTable('cases', {
  id: text('id').primaryKey(),
  kind: text('kind', { enum: caseKinds }).notNull(),
  /** The code on the slip, sixteen digits; null where the person has none. */
  code: text('code'),
  receivedDay: text('received_day').notNull(),
  asked: text('asked').notNull(),
});

/** What was done with a case, one row a step, the first one when it was opened. */
export const caseEntries = sqliteTable(
  'case_entries',
  {
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    revision: integer('revision').notNull(),
    state: text('state', { enum: caseStates }).notNull(),
    extended: integer('extended', { mode: 'boolean' }).notNull(),
    note: text('note').notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    at: text('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.caseId, t.revision] })],
);
