import type { CaseKind, CaseState } from '@sipas/shared/cases';
import { boolean, foreignKey, integer, pgTable, primaryKey } from 'drizzle-orm/pg-core';
import { province, text } from './columns.ts';

/** What somebody asked about the form that they answered. Only added to, which triggers of the migration hold. */
export const cases = pgTable(
  'cases',
  {
    province: province(),
    id: text('id').notNull(),
    kind: text('kind').$type<CaseKind>().notNull(),
    code: text('code'),
    receivedDay: text('received_day').notNull(),
    asked: text('asked').notNull(),
  },
  (t) => [primaryKey({ columns: [t.province, t.id] })],
);

export const caseEntries = pgTable(
  'case_entries',
  {
    province: province(),
    caseId: text('case_id').notNull(),
    revision: integer('revision').notNull(),
    state: text('state').$type<CaseState>().notNull(),
    extended: boolean('extended').notNull(),
    note: text('note').notNull(),
    userId: text('user_id').notNull(),
    at: text('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.province, t.caseId, t.revision] }),
    foreignKey({ columns: [t.province, t.caseId], foreignColumns: [cases.province, cases.id] }),
  ],
);

/** Forms whose answers were taken back: of what comes of them only the trace is kept. */
export const withdrawnForms = pgTable(
  'withdrawn_forms',
  { province: province(), responseId: text('response_id').notNull(), at: text('at').notNull() },
  (t) => [primaryKey({ columns: [t.province, t.responseId] })],
);
