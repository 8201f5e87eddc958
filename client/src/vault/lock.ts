/**
 * Answers: must the PIN be asked for when the app comes back to the front?
 * Shape:   last touch (null = not known: the app was started anew without one), now, limit of the wave's settings.
 *          A clock that went back locks: nobody knows how long it was.
 * Units:   wall time in milliseconds.
 * Rule:    V-05
 */
export function isLocked(lastActiveMs: number | null, nowMs: number, lockAfterMs: number): boolean {
  if (lastActiveMs === null || nowMs < lastActiveMs) return true;
  return nowMs - lastActiveMs >= lockAfterMs;
}
