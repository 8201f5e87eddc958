import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { users } from './people-schema.ts';

/** Every version of every action, as it was written: the last one stands, none is changed or deleted. */
export const actionRevisions = sqliteTable(
  'action_revisions',
  {
    actionId: text('action_id').notNull(),
    revision: integer('revision').notNull(),
    waveId: text('wave_id').notNull(),
    instrumentId: text('instrument_id').notNull(),
    what: text('what').notNull(),
    responsible: text('responsible').notNull(),
    dueDay: text('due_day').notNull(),
    status: text('status', { enum: ['planned', 'doing', 'done', 'stopped'] }).notNull(),
    evidence: text('evidence').notNull(),
    level: text('level').notNull(),
    /** JSON lists of codes. */
    units: text('units', { mode: 'json' }).$type<readonly string[]>().notNull(),
    criteria: text('criteria', { mode: 'json' }).$type<readonly string[]>().notNull(),
    /** Null: written by a command, for the demonstration. */
    userId: text('user_id').references(() => users.id),
    at: text('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.actionId, t.revision] })],
);
