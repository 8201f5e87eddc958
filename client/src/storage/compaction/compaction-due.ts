/**
 * Answers: is it worth while to write the journal anew?
 * Shape:   more than the bound, and more than half of it, is of no use any more: steps of interviews that have ended, lines
 *          that may be deleted, settings that were set again.
 * Units:   bytes.
 * Rule:    D-35
 */
export function isCompactionDue(
  totalBytes: number,
  liveBytes: number,
  leastDeadBytes: number,
): boolean {
  const deadBytes = totalBytes - liveBytes;
  return deadBytes > leastDeadBytes && deadBytes > totalBytes / 2;
}
