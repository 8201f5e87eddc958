import { desc, eq } from 'drizzle-orm';
import type { AuditEntry, AuditNote } from '@sipas/shared/audit';
import { nextEntry, rowOfEntry } from '../storage-rules/audit-chain.ts';
import type { OpenDatabase } from './database.ts';
import { auditEntries } from './schema.ts';

/** Adds one entry after the last; nobody else writes to the province meanwhile. */
export async function appendNote(
  { db, province }: Pick<OpenDatabase, 'db' | 'province'>,
  note: AuditNote,
): Promise<AuditEntry> {
  const { seq, hash } = auditEntries;
  const [last] = await db
    .select({ seq, hash })
    .from(auditEntries)
    .where(eq(auditEntries.province, province))
    .orderBy(desc(seq))
    .limit(1);
  const entry = nextEntry(note, last);
  await db.insert(auditEntries).values({ ...rowOfEntry(entry), province });
  return entry;
}
