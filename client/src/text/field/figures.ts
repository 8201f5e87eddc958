/** How wrong a clock is, as it is told. */
export interface ClockError {
  readonly isFast: boolean;
  readonly days: number;
  readonly hours: number;
  readonly minutes: number;
}

/** Whole numbers with a dot between thousands, as Vietnamese writes them. */
export function printCount(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, '.');
}

/** Viet Nam is seven hours ahead of UTC, summer and winter. */
const surveyZoneMs = 7 * 3_600_000;

/** A moment on the survey's clock, whatever zone the phone is set to: 23/11/2026 14:05, as the office reads it. */
export function printMoment(instant: string): string {
  const at = new Date(Date.parse(instant) + surveyZoneMs);
  const two = (part: number): string => String(part).padStart(2, '0');
  const day = `${two(at.getUTCDate())}/${two(at.getUTCMonth() + 1)}/${String(at.getUTCFullYear())}`;
  return `${day} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
}

/** Bytes as megabytes with a decimal comma: 12,3 MB. */
export function printMegabytes(bytes: number): string {
  const tenths = Math.round(bytes / 100_000);
  return `${printCount(Math.floor(tenths / 10))},${String(tenths % 10)} MB`;
}
