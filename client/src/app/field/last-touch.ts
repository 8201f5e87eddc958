const key = 'sipas.last-touch';
const step = 5_000;
let noted = 0;

/** When this phone was last touched with the app unlocked, by the wall clock; null: unknown. */
export function readLastTouch(): number | null {
  const read = Number(localStorage.getItem(key) ?? Number.NaN);
  return Number.isFinite(read) ? read : null;
}

/** Notes a touch, at most every few seconds. */
export function noteTouch(nowMs: number): void {
  if (Math.abs(nowMs - noted) < step) return;
  noted = nowMs;
  localStorage.setItem(key, String(nowMs));
}

/** Whoever has the phone next starts with a lock of their own. */
export function forgetTouch(): void {
  noted = 0;
  localStorage.removeItem(key);
}
