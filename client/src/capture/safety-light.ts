import type { Safety } from '../ports/field-shelf.ts';
import type { OldestAge } from './unsent-age.ts';

/** none: nothing was finished yet · waiting: saved here, not yet received · late, overdue: for too long · received: all of it. */
export type SafetyLight = 'none' | 'waiting' | 'late' | 'overdue' | 'received';

const dayMs = 86_400_000;

/**
 * Answers: what does the data-safety light show?
 * Shape:   counts of the shelf, and how long the oldest has waited (C-31) →
 *
 * | unsent | oldest unsent                  | receipts | light    |
 * |--------|--------------------------------|----------|----------|
 * | 0      | –                              | 0        | none     |
 * | 0      | –                              | some     | received |
 * | some   | up to 1 day                    | any      | waiting  |
 * | some   | more than 1 day, or not known  | any      | late     |
 * | some   | more than 3 days               | any      | overdue  |
 *
 * Units:   days of 24 hours.
 * Source:  the phone shows "received" only from a receipt of the server.
 * Rule:    C-08
 */
export function safetyLight(
  safety: Pick<Safety, 'unsent' | 'received' | 'keptApart'>,
  oldest: OldestAge,
): SafetyLight {
  if (safety.unsent === 0) return safety.received > 0 || safety.keptApart > 0 ? 'received' : 'none';
  if (oldest.ms > 3 * dayMs) return 'overdue';
  return oldest.ms > dayMs || oldest.isUnknown ? 'late' : 'waiting';
}
