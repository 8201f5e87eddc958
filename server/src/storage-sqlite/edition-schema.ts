import { blob, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { EditionSettings } from '../ports/index.ts';
import { users } from './people-schema.ts';

/** The editions of a frozen wave, kept for good: the first by freezing it, each later one for a reason. */
export const waveEditions = sqliteTable(
  'wave_editions',
  {
    waveId: text('wave_id').notNull(),
    edition: integer('edition').notNull(),
    at: text('at').notNull(),
    /** Null: a command of the operator. */
    userId: text('user_id').references(() => users.id),
    reason: text('reason').notNull(),
    settings: text('settings', { mode: 'json' }).$type<EditionSettings>().notNull(),
    responses: integer('responses').notNull(),
    added: integer('added').notNull(),
    removed: integer('removed').notNull(),
    changed: integer('changed').notNull(),
    /** People whose forms differ and wait for more of their village. */
    waiting: integer('waiting').notNull(),
    dataHash: text('data_hash').notNull(),
    /** How many comments count in the first edition; null: they were not kept yet, and of a later one. */
    comments: integer('comments'),
  },
  (t) => [primaryKey({ columns: [t.waveId, t.edition] })],
);

/** The forms that count in editions: each from one edition to another, the last of which is null while it still counts. */
export const editionResponses = sqliteTable(
  'edition_responses',
  {
    waveId: text('wave_id').notNull(),
    responseId: text('response_id').notNull(),
    fromEdition: integer('from_edition').notNull(),
    toEdition: integer('to_edition'),
    contentHash: text('content_hash').notNull(),
    revision: integer('revision').notNull(),
    instrumentKey: integer('instrument_key').notNull(),
    commune: text('commune').notNull(),
    village: text('village').notNull(),
    mode: text('mode').notNull(),
    finishedAt: text('finished_at').notNull(),
    packed: text('packed').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.waveId, t.responseId, t.fromEdition] }),
    index('edition_responses_edition').on(t.waveId, t.fromEdition),
  ],
);

/** Counts of one village as they were in an edition, in the layout of its instrument, little-endian 32-bit. */
export const editionCounts = sqliteTable(
  'edition_counts',
  {
    waveId: text('wave_id').notNull(),
    edition: integer('edition').notNull(),
    instrumentKey: integer('instrument_key').notNull(),
    commune: text('commune').notNull(),
    village: text('village').notNull(),
    counts: blob('counts', { mode: 'buffer' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.waveId, t.edition, t.instrumentKey, t.commune, t.village] })],
);

/** The comments that count in a frozen wave, for good, each under its themes. Nothing else of a comment is here. */
export const editionComments = sqliteTable(
  'edition_comments',
  {
    id: text('id').primaryKey(),
    waveId: text('wave_id').notNull(),
    instrumentKey: integer('instrument_key').notNull(),
    commune: text('commune').notNull(),
    question: text('question').notNull(),
    /** Null: its form was withdrawn. */
    commentId: text('comment_id'),
    /** A list of codes as JSON. */
    themes: text('themes').notNull(),
  },
  (t) => [
    index('edition_comments_place').on(t.waveId, t.question, t.commune, t.instrumentKey),
    index('edition_comments_comment').on(t.commentId),
  ],
);
