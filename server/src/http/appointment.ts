const leastSeconds = 2;
const mostSeconds = 15 * 60;

/**
 * Answers: after how long is a phone that finds the server busy asked to come again?
 * Shape:   the work that stands before it, a die → half of that time to one and a half of it, so that phones that were
 *          refused in the same second do not come back in the same second.
 * Units:   milliseconds of work, share in [0, 1) → whole seconds from 2 to 900.
 * Source:  contract of the wire, "Busy": full jitter, 2 s to 15 min; RFC 9110, 10.2.3.
 * Rule:    A-60
 */
export function appointmentSeconds(aheadMs: number, share: number): number {
  const seconds = Math.ceil((aheadMs * (0.5 + share)) / 1000);
  return Math.min(mostSeconds, Math.max(leastSeconds, seconds));
}
