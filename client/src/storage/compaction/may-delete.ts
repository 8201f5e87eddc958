import type { OutboxItem, ServerContact } from '../../ports/field-shelf.ts';

/** How long a form stays on the phone after the office has it. */
const keptMs = 14 * 24 * 3_600_000;

/**
 * Answers: may the phone delete its copy of this form?
 * Shape:   only when the office has it as it should, under a receipt that lies in a verified backup of the very server
 *          that gave it, and 14 days have passed since by that server's clock. The phone's own clock has no say.
 * Units:   both times are of the server, UTC; what has passed since the last contact is not counted.
 * Missing: without a receipt or a contact never; what the office keeps apart for a person is kept here too.
 * Source:  contract of the wire, protocol 1, "Sync"; decision 0021
 * Rule:    D-36
 */
export function mayDelete(
  { receipt, incarnation, line }: OutboxItem,
  contact: ServerContact | undefined,
): boolean {
  if (line === null || receipt === null || contact === undefined) return false;
  const isStored = receipt.outcome === 'stored' || receipt.outcome === 'already-stored';
  const isSafe = incarnation === contact.incarnation && receipt.receipt <= contact.safeReceipt;
  const ageMs = Date.parse(contact.serverTime) - Date.parse(receipt.receivedAt);
  return isStored && isSafe && ageMs >= keptMs;
}
