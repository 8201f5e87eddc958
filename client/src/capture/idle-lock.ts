/**
 * Answers: must the PIN be asked for again?
 * Shape:   wall times of the last touch (null: unknown) and of now, and the limit → true or false.
 *          The limit itself does not lock yet. A limit of 0 never locks.
 * Units:   milliseconds by the wall clock; a clock set back by more than a minute locks, because the idle time is unknown.
 * Rule:    C-12
 */
export function isLockDue(lastTouchMs: number | null, nowMs: number, lockAfterMs: number): boolean {
  if (lockAfterMs === 0) return false;
  if (lastTouchMs === null) return true;
  const idleMs = nowMs - lastTouchMs;
  return idleMs > lockAfterMs || idleMs < -60_000;
}
