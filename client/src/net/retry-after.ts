/**
 * Answers: how long the server asks to be left alone.
 * Shape:   header text (whole seconds, or an HTTP date), wall time now → milliseconds, null if it says nothing readable.
 * Source:  RFC 9110, 10.2.3.
 * Rule:    O-09
 */
export function retryAfterMs(header: string | null, nowMs: number): number | null {
  if (header === null) return null;
  const text = header.trim();
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.max(0, at - nowMs);
}
