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

/** A moment in the phone's own time: 23/11/2026 14:05. */
export function printMoment(instant: string): string {
  const at = new Date(instant);
  const two = (part: number): string => String(part).padStart(2, '0');
  const day = `${two(at.getDate())}/${two(at.getMonth() + 1)}/${String(at.getFullYear())}`;
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** Bytes as megabytes with a decimal comma: 12,3 MB. */
export function printMegabytes(bytes: number): string {
  const tenths = Math.round(bytes / 100_000);
  return `${printCount(Math.floor(tenths / 10))},${String(tenths % 10)} MB`;
}
