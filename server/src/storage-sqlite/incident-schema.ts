import { incidentSteps, verdicts } from '@sipas/shared/incidents';
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { users } from './people-schema.ts';

/** What is known of incidents with personal data and what was done, one row an entry. Never changed or deleted. */
export const incidentEntries = sqliteTable(
  'incident_entries',
  {
    incidentId: text('incident_id').notNull(),
    revision: integer('revision').notNull(),
    step: text('step', { enum: incidentSteps }).notNull(),
    at: text('at').notNull(),
    noticedAt: text('noticed_at'),
    beganAt: text('began_at'),
    what: text('what'),
    /** A JSON list of classes of the registry of fields. */
    data: text('data', { mode: 'json' }).$type<readonly string[]>(),
    peopleMost: integer('people_most'),
    doneAt: text('done_at'),
    verdict: text('verdict', { enum: verdicts }),
    reference: text('reference'),
    corrects: integer('corrects'),
    note: text('note').notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
  },
  (t) => [primaryKey({ columns: [t.incidentId, t.revision] })],
);
