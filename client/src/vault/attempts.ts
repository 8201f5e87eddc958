import type { PinAttempts } from '../ports/field-shelf.ts';

const freeTries = 5;
const firstDelayMs = 30_000;
const longestDelayMs = 30 * 60_000;

/**
 * Answers: how long until the next PIN may be tried?
 * Shape:   5 wrong tries are free; the wait after the fifth is 30 s and doubles with each further one, to 30 min at
 *          most. Nothing is ever deleted, and forms go out without a PIN.
 * Units:   wall time in milliseconds → milliseconds, 0 = now.
 * Rule:    V-03
 */
export function pinWaitMs({ failures, lastFailedAt }: PinAttempts, nowMs: number): number {
  if (failures < freeTries || lastFailedAt === null) return 0;
  const delay = Math.min(longestDelayMs, firstDelayMs * 2 ** (failures - freeTries));
  const passed = Math.max(0, nowMs - Date.parse(lastFailedAt));
  return Math.max(0, delay - passed);
}

/** Answers: the attempts after one more try. */
export const attemptsAfter = (
  { failures }: PinAttempts,
  wasRight: boolean,
  nowMs: number,
): PinAttempts =>
  wasRight
    ? { failures: 0, lastFailedAt: null }
    : { failures: failures + 1, lastFailedAt: new Date(nowMs).toISOString() };

/**
 * Answers: the attempts for a phone whose clock was set back: the wait begins anew by the clock as it is now, and does
 * not last until the old time comes again. To be saved when it differs.
 * Rule:    V-04
 */
export function attemptsByClock(attempts: PinAttempts, nowMs: number): PinAttempts {
  const { lastFailedAt } = attempts;
  const isAhead = lastFailedAt !== null && Date.parse(lastFailedAt) > nowMs;
  return isAhead ? { ...attempts, lastFailedAt: new Date(nowMs).toISOString() } : attempts;
}
