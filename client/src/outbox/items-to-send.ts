import type { HelloAnswer } from '@sipas/shared/wire';
import type { OutboxItem } from '../ports/field-shelf.ts';

/**
 * Answers: which forms must be sent: those without a receipt, and those that the server says it lacks.
 * Shape:   items of the outbox, gaps by epoch (both ends included) → items in order.
 * Rule:    O-05
 */
export function itemsToSend(
  items: readonly OutboxItem[],
  missing: HelloAnswer['missing'],
): OutboxItem[] {
  return items.filter(
    ({ receipt, epoch, seq }) =>
      receipt === null ||
      missing.some((gap) => gap.epoch === epoch && gap.from <= seq && seq <= gap.to),
  );
}
