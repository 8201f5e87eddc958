import type { IncidentStep, Verdict } from '@sipas/shared/incidents';
import { integer, pgTable, primaryKey } from 'drizzle-orm/pg-core';
import { jsonText, province, text } from './columns.ts';

/** What is known of incidents with personal data and what was done. Only added to, which a trigger of the migration holds. */
export const incidentEntries = pgTable(
  'incident_entries',
  {
    province: province(),
    incidentId: text('incident_id').notNull(),
    revision: integer('revision').notNull(),
    step: text('step').$type<IncidentStep>().notNull(),
    at: text('at').notNull(),
    noticedAt: text('noticed_at'),
    beganAt: text('began_at'),
    what: text('what'),
    data: jsonText('data').$type<readonly string[]>(),
    peopleMost: integer('people_most'),
    doneAt: text('done_at'),
    verdict: text('verdict').$type<Verdict>(),
    reference: text('reference'),
    corrects: integer('corrects'),
    note: text('note').notNull(),
    userId: text('user_id').notNull(),
  },
  (t) => [primaryKey({ columns: [t.province, t.incidentId, t.revision] })],
);
