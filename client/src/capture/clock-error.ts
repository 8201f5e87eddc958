/** How wrong the clock of a phone is, in what a person reads off a clock. */
export interface ClockError {
  readonly isFast: boolean;
  readonly days: number;
  readonly hours: number;
  readonly minutes: number;
}

/** Beyond this the times on the forms would mislead whoever reads them. */
const toleratedMs = 5 * 60_000;
const minuteMs = 60_000;

/**
 * Answers: is the clock of this phone wrong, and by how much?
 * Shape:   how far the server's clock is ahead → days, hours and minutes, rounded to the minute, fast or slow; null up to 5
 *          minutes, and where the server has not spoken.
 * Units:   milliseconds → days of 24 hours, hours, minutes.
 * Errors:  throws never.
 * Source:  fault P16: a wrong clock stops no work, and is visible.
 * Rule:    C-33
 */
export function clockError(offsetMs: number | null): ClockError | null {
  if (offsetMs === null || Math.abs(offsetMs) <= toleratedMs) return null;
  const minutes = Math.round(Math.abs(offsetMs) / minuteMs);
  return {
    isFast: offsetMs < 0,
    days: Math.floor(minutes / 1_440),
    hours: Math.floor(minutes / 60) % 24,
    minutes: minutes % 60,
  };
}
