import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** The journal of acts: rows are added and never changed, which triggers of the migration hold. */
export const auditEntries = sqliteTable(
  'audit_entries',
  {
    seq: integer('seq').primaryKey(),
    at: text('at').notNull(),
    actorKind: text('actor_kind').notNull(),
    /** No reference: what was written down stands whatever becomes of the account. */
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
    index('audit_entries_act').on(t.act, t.seq),
    index('audit_entries_actor').on(t.actorName, t.seq),
  ],
);
