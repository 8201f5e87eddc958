import type { Safety } from '../ports/field-shelf.ts';

/** none: nothing was finished yet · waiting: saved here, not yet received · late, overdue: for too long · received: all of it. */
export type SafetyLight = 'none' | 'waiting' | 'late' | 'overdue' | 'received';

const dayMs = 86_400_000;

/**
 * Answers: what does the data-safety light show?
 * Shape:   counts of the shelf and the wall clock →
 *
 * | unsent | oldest unsent     | receipts | light    |
 * |--------|-------------------|----------|----------|
 * | 0      | –                 | 0        | none     |
 * | 0      | –                 | some     | received |
 * | some   | up to 1 day       | any      | waiting  |
 * | some   | more than 1 day   | any      | late     |
 * | some   | more than 3 days  | any      | overdue  |
 *
 * Units:   days of 24 hours by the wall clock; an age below zero (the clock was set back) counts as none.
 * Source:  the phone shows "received" only from a receipt of the server.
 * Rule:    C-08
 */
export function safetyLight(safety: Safety, nowMs: number): SafetyLight {
  if (safety.unsent === 0) return safety.received > 0 || safety.keptApart > 0 ? 'received' : 'none';
  const ageMs = safety.oldestUnsentAt === null ? 0 : nowMs - Date.parse(safety.oldestUnsentAt);
  if (ageMs > 3 * dayMs) return 'overdue';
  return ageMs > dayMs ? 'late' : 'waiting';
}
