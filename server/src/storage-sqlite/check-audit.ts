import { type AuditEntry, checkChain } from '@sipas/shared/audit';
import type { StoreDifference } from '../ports/index.ts';
import { sha256 } from './append-note.ts';
import type { Connection } from './connect.ts';

const columns =
  'seq, at, actor_kind, actor_id, actor_name, actor_role, act, object_kind, object_id, details, prev_hash, hash';

/**
 * Answers: which rows of the journal of acts are not as they were written?
 * Shape:   a store or a copy of one → a difference for each row; none where the store is older than the journal.
 * Rule:    J-04
 */
export function checkAudit(connection: Connection): StoreDifference[] {
  const known = connection
    .prepare("select 1 from sqlite_master where type = 'table' and name = 'audit_entries'")
    .get();
  if (known === undefined) return [];
  return [...checkChain(keptEntries(connection), sha256)].map(
    ({ seq, fault, stored, expected }) => ({
      check: 'audit-row',
      where: `audit_entries ${String(seq)} (${fault})`,
      stored,
      expected,
    }),
  );
}

/** Read by the driver itself, so that a number or a text of another kind is seen as it lies there. */
function* keptEntries(connection: Connection): Iterable<AuditEntry> {
  const rows = connection
    .prepare(`select ${columns} from audit_entries order by seq`)
    .raw(true)
    .iterate() as Iterable<[number, ...string[]]>;
  for (const [seq, ...texts] of rows) {
    const [at, kind, id, name, role, act, objectKind, objectId, details, prevHash, hash] =
      texts as [string, AuditEntry['actor']['kind'], ...string[]] & Record<number, string>;
    yield {
      ...{ seq, at, actor: { kind, id, name, role }, act, objectKind, objectId, details },
      ...{ prevHash, hash },
    } as AuditEntry;
  }
}
