import { index, integer, pgTable, primaryKey, timestamp } from 'drizzle-orm/pg-core';
import { province, text } from './columns.ts';

/** Tries that are counted over all processes of a province; of who tried only a hash is kept, until the window ends. */
export const tries = pgTable(
  'tries',
  {
    province: province(),
    keyHash: text('key_hash').notNull(),
    count: integer('count').notNull(),
    /** By the clock of the database, which all processes share. */
    endsAt: timestamp('ends_at', { withTimezone: true, mode: 'string' }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.province, t.keyHash] }),
    index('tries_end').on(t.province, t.endsAt),
  ],
);
