import type { Instant } from '@sipas/shared/kernel';
import type { Clock } from '../ports/index.ts';

/** The clock of a simulated server: it stands where it was set. */
export interface FieldClock extends Clock {
  set(atMs: number): void;
}

export function createFieldClock(startMs: number): FieldClock {
  let nowMs = startMs;
  return {
    now: () => new Date(nowMs).toISOString() as Instant,
    set(atMs) {
      nowMs = atMs;
    },
  };
}
