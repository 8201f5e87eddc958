import type { AuditEntry } from '@sipas/shared/audit';
import { type Cell, type CsvFormat, count, csvBytes, text } from './csv-format.ts';

const columns: Readonly<Record<string, (entry: AuditEntry) => Cell>> = {
  seq: ({ seq }) => count(seq),
  at: ({ at }) => text(at),
  actor_kind: ({ actor }) => text(actor.kind),
  actor_id: ({ actor }) => text(actor.id),
  actor_name: ({ actor }) => text(actor.name),
  actor_role: ({ actor }) => text(actor.role),
  act: ({ act }) => text(act),
  object_kind: ({ objectKind }) => text(objectKind),
  object_id: ({ objectId }) => text(objectId),
  details: ({ details }) => text(details),
  prev_hash: ({ prevHash }) => text(prevHash),
  hash: ({ hash }) => text(hash),
};

/**
 * Answers: the journal of acts as a table.
 * Shape:   a row an entry, in the order of the journal; all that its hash is made of, and the hash.
 * Rule:    J-07
 */
export function auditCsv(
  entries: AsyncIterable<AuditEntry>,
  format: CsvFormat,
): AsyncGenerator<Uint8Array> {
  const cells = Object.values(columns);
  async function* rows() {
    for await (const entry of entries) yield cells.map((cell) => cell(entry));
  }
  return csvBytes(Object.keys(columns), rows(), format);
}
