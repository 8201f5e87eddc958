import { customType, index, integer, pgTable, primaryKey, uniqueIndex } from 'drizzle-orm/pg-core';
import { jsonText, ownNumber, province, text, whole } from './columns.ts';

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });

/** What was said in own words, with its words as they are searched: SQLite keeps those in a table of its own. */
export const comments = pgTable(
  'comments',
  {
    province: province(),
    key: whole('key').notNull().generatedByDefaultAsIdentity(),
    id: text('id').notNull(),
    responseId: text('response_id').notNull(),
    question: text('question').notNull(),
    text: text('text').notNull(),
    words: text('words').notNull(),
    search: tsvector('search').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.province, t.key] }),
    uniqueIndex('comments_id').on(t.province, t.id),
    index('comments_response').on(t.province, t.responseId),
    index('comments_search').using('gin', t.search),
  ],
);

export const commentCodings = pgTable(
  'comment_codings',
  {
    province: province(),
    commentId: text('comment_id').notNull(),
    userId: text('user_id').notNull(),
    themes: text('themes').notNull(),
    at: text('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.province, t.commentId, t.userId] })],
);

export const commentReveals = pgTable(
  'comment_reveals',
  {
    province: province(),
    id: ownNumber(),
    waveId: text('wave_id').notNull(),
    commentId: text('comment_id').notNull(),
    userId: text('user_id').notNull(),
    reason: text('reason').notNull(),
    at: text('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.province, t.id] }),
    index('comment_reveals_wave').on(t.province, t.waveId, t.id),
  ],
);

export const actionRevisions = pgTable(
  'action_revisions',
  {
    province: province(),
    actionId: text('action_id').notNull(),
    revision: integer('revision').notNull(),
    waveId: text('wave_id').notNull(),
    instrumentId: text('instrument_id').notNull(),
    what: text('what').notNull(),
    responsible: text('responsible').notNull(),
    dueDay: text('due_day').notNull(),
    status: text('status').$type<'planned' | 'doing' | 'done' | 'stopped'>().notNull(),
    evidence: text('evidence').notNull(),
    level: text('level').notNull(),
    units: jsonText('units').$type<readonly string[]>().notNull(),
    criteria: jsonText('criteria').$type<readonly string[]>().notNull(),
    userId: text('user_id'),
    at: text('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.province, t.actionId, t.revision] })],
);

export const exportLinks = pgTable(
  'export_links',
  {
    province: province(),
    id: text('id').notNull(),
    tokenHash: text('token_hash').notNull(),
    incarnation: text('incarnation').notNull(),
    waveId: text('wave_id').notNull(),
    userId: text('user_id').notNull(),
    name: text('name').notNull(),
    file: text('file').notNull(),
    query: text('query').notNull(),
    createdAt: text('created_at').notNull(),
    expiresAt: text('expires_at').notNull(),
    revokedAt: text('revoked_at'),
    revokedBy: text('revoked_by'),
    lastUsedAt: text('last_used_at'),
    useCount: whole('use_count').notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.province, t.id] }),
    index('export_links_wave').on(t.province, t.waveId, t.createdAt),
  ],
);

/** The journal of acts: rows are added and never changed, which a trigger of the migration holds. */
export const auditEntries = pgTable(
  'audit_entries',
  {
    province: province(),
    seq: whole('seq').notNull(),
    at: text('at').notNull(),
    actorKind: text('actor_kind').notNull(),
    actorId: text('actor_id').notNull(),
    actorName: text('actor_name').notNull(),
    actorRole: text('actor_role').notNull(),
    act: text('act').notNull(),
    objectKind: text('object_kind').notNull(),
    objectId: text('object_id').notNull(),
    details: text('details').notNull(),
    prevHash: text('prev_hash').notNull(),
    hash: text('hash').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.province, t.seq] }),
    index('audit_entries_act').on(t.province, t.act, t.seq),
    index('audit_entries_actor').on(t.province, t.actorName, t.seq),
  ],
);
