import type { HelloAnswer } from '@sipas/shared/wire';
import type { HeldItem, OutboxItem } from '../ports/field-shelf.ts';

/**
 * Answers: which forms must be sent: those without a receipt, and those that the server says it lacks.
 * Shape:   items of the outbox, gaps by epoch (both ends included) → items in order.
 * Missing: a form whose line the phone has deleted, since the office had it safe, cannot be sent again: it is passed over,
 *          and stays a gap in the office's list of this phone.
 * Rule:    O-05
 */
export function itemsToSend(
  items: readonly OutboxItem[],
  missing: HelloAnswer['missing'],
): HeldItem[] {
  return items.filter(
    (item): item is HeldItem =>
      item.line !== null &&
      (item.receipt === null ||
        missing.some(
          ({ epoch, from, to }) => epoch === item.epoch && from <= item.seq && item.seq <= to,
        )),
  );
}
