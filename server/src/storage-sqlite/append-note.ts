import { createHash } from 'node:crypto';
import { desc } from 'drizzle-orm';
import {
  type AuditEntry,
  type AuditNote,
  auditHashInput,
  firstPrevHash,
} from '@sipas/shared/audit';
import type { Database } from './database.ts';
import { auditEntries } from './schema.ts';

type Writing = Pick<Database, 'select' | 'insert'>;

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Adds one entry after the last, inside a transaction that holds the lock for writing. */
export function appendNote(tx: Writing, note: AuditNote): AuditEntry {
  const { seq, hash } = auditEntries;
  const last = tx.select({ seq, hash }).from(auditEntries).orderBy(desc(seq)).limit(1).get();
  const placed = { ...note, seq: (last?.seq ?? 0) + 1, prevHash: last?.hash ?? firstPrevHash };
  const entry = { ...placed, hash: sha256(auditHashInput(placed)) };
  const { actor, ...rest } = entry;
  const { kind: actorKind, id: actorId, name: actorName, role: actorRole } = actor;
  tx.insert(auditEntries)
    .values({ ...rest, actorKind, actorId, actorName, actorRole })
    .run();
  return entry;
}

/** Answers: a row of the table as the entry that it is. */
export function entryOfRow(row: typeof auditEntries.$inferSelect): AuditEntry {
  const { actorKind, actorId, actorName, actorRole, ...rest } = row;
  const kind = actorKind as AuditEntry['actor']['kind'];
  return { ...rest, actor: { kind, id: actorId, name: actorName, role: actorRole } };
}
