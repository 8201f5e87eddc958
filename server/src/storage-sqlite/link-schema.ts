import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { users } from './people-schema.ts';

/** Links by which a spreadsheet fetches one table anew. The token itself is nowhere: only its hash. */
export const exportLinks = sqliteTable(
  'export_links',
  {
    id: text('id').primaryKey(),
    tokenHash: text('token_hash').notNull(),
    /** The life of the store in which it was made: a restored backup may have forgotten that it was revoked. */
    incarnation: text('incarnation').notNull(),
    waveId: text('wave_id').notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    name: text('name').notNull(),
    file: text('file').notNull(),
    /** What the table is asked by, as JSON. */
    query: text('query').notNull(),
    createdAt: text('created_at').notNull(),
    expiresAt: text('expires_at').notNull(),
    revokedAt: text('revoked_at'),
    revokedBy: text('revoked_by').references(() => users.id),
    lastUsedAt: text('last_used_at'),
    useCount: integer('use_count').notNull().default(0),
  },
  (t) => [index('export_links_wave').on(t.waveId, t.createdAt)],
);
