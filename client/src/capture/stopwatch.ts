import type { Clock } from '../ports/clock.ts';

/** Counts monotonic time while the form is open, and stands still while it is not. */
export interface Stopwatch {
  /** Milliseconds since the last lap, pauses left out. */
  lap(): number;
  pause(): void;
  resume(): void;
}

/**
 * Answers: how long was the form open?
 * Shape:   monotonic clock → stopwatch, running.
 * Units:   milliseconds.
 */
export function startStopwatch(clock: Pick<Clock, 'monotonicMs'>): Stopwatch {
  let countedMs = 0;
  let runningSince: number | null = clock.monotonicMs();
  const gather = (): void => {
    const now = clock.monotonicMs();
    if (runningSince !== null) {
      countedMs += now - runningSince;
      runningSince = now;
    }
  };
  return {
    lap() {
      gather();
      const lapMs = countedMs;
      countedMs = 0;
      return lapMs;
    },
    pause() {
      gather();
      runningSince = null;
    },
    resume() {
      runningSince ??= clock.monotonicMs();
    },
  };
}
