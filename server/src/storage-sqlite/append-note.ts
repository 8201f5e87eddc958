import { desc } from 'drizzle-orm';
import type { AuditEntry, AuditNote } from '@sipas/shared/audit';
import { nextEntry, rowOfEntry } from '../storage-rules/audit-chain.ts';
import type { Database } from './database.ts';
import { auditEntries } from './schema.ts';

export { entryOfRow, sha256 } from '../storage-rules/audit-chain.ts';

type Writing = Pick<Database, 'select' | 'insert'>;

/** Adds one entry after the last, inside a transaction that holds the lock for writing. */
export function appendNote(tx: Writing, note: AuditNote): AuditEntry {
  const { seq, hash } = auditEntries;
  const last = tx.select({ seq, hash }).from(auditEntries).orderBy(desc(seq)).limit(1).get();
  const entry = nextEntry(note, last);
  tx.insert(auditEntries).values(rowOfEntry(entry)).run();
  return entry;
}
