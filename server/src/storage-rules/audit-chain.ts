import { createHash } from 'node:crypto';
import {
  type AuditEntry,
  type AuditNote,
  auditHashInput,
  firstPrevHash,
} from '@sipas/shared/audit';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** An entry as a row of a table. */
export interface AuditRow extends Omit<AuditEntry, 'actor' | 'act' | 'objectKind'> {
  readonly actorKind: string;
  readonly actorId: string;
  readonly actorName: string;
  readonly actorRole: string;
  readonly act: string;
  readonly objectKind: string;
}

/** Answers: a note as the entry that follows the last one. */
export function nextEntry(
  note: AuditNote,
  last: Pick<AuditEntry, 'seq' | 'hash'> | undefined,
): AuditEntry {
  const placed = { ...note, seq: (last?.seq ?? 0) + 1, prevHash: last?.hash ?? firstPrevHash };
  return { ...placed, hash: sha256(auditHashInput(placed)) };
}

export function rowOfEntry({ actor, ...rest }: AuditEntry): AuditRow {
  const { kind: actorKind, id: actorId, name: actorName, role: actorRole } = actor;
  return { ...rest, actorKind, actorId, actorName, actorRole };
}

/** Answers: a row of the table as the entry that it is. */
export function entryOfRow(row: AuditRow): AuditEntry {
  const { actorKind, actorId, actorName, actorRole, ...rest } = row;
  const kind = actorKind as AuditEntry['actor']['kind'];
  return { ...rest, actor: { kind, id: actorId, name: actorName, role: actorRole } };
}
