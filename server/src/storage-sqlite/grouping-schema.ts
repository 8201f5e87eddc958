import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { users } from './people-schema.ts';

/** Every version of a grouping that people wrote, whole: the last one stands before what was shipped, none is changed. */
export const groupingRevisions = sqliteTable(
  'grouping_revisions',
  {
    groupingId: text('grouping_id').notNull(),
    revision: integer('revision').notNull(),
    nodes: text('nodes', { mode: 'json' })
      .$type<readonly { readonly code: string; readonly title: string }[]>()
      .notNull(),
    members: text('members', { mode: 'json' })
      .$type<readonly { readonly commune: string; readonly node: string }[]>()
      .notNull(),
    /** Null: written by a command. */
    userId: text('user_id').references(() => users.id),
    at: text('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.groupingId, t.revision] })],
);
