import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { users } from './people-schema.ts';

/**
 * Derived from envelopes: what was said in own words in the current revision of a response. Can be rebuilt. Beside it
 * `comments_search` has the words of what may be shown, by the same key, for full-text search.
 */
export const comments = sqliteTable(
  'comments',
  {
    key: integer('key').primaryKey(),
    /** Made of response, question and text, so that what people say about a text goes when the text changes. */
    id: text('id').notNull().unique(),
    responseId: text('response_id').notNull(),
    question: text('question').notNull(),
    text: text('text').notNull(),
  },
  (t) => [index('comments_response').on(t.responseId)],
);

/** The themes that a person found in a text: all of them in one row, none is a finding too. Kept when the text goes. */
export const commentCodings = sqliteTable(
  'comment_codings',
  {
    commentId: text('comment_id').notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    /** A list of codes as JSON. */
    themes: text('themes').notNull(),
    at: text('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.commentId, t.userId] })],
);

/** Who asked to see a comment whole, when and why. Kept for good. */
export const commentReveals = sqliteTable(
  'comment_reveals',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    waveId: text('wave_id').notNull(),
    commentId: text('comment_id').notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    reason: text('reason').notNull(),
    at: text('at').notNull(),
  },
  (t) => [index('comment_reveals_wave').on(t.waveId, t.id)],
);
