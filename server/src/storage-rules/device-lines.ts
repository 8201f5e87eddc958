import { type TimeTrust, timeTrusts } from '@sipas/shared/response';
import type { DeviceLines } from '../ports/index.ts';

/** A line that holds its number, and the hash by which it names the one before it. */
export interface LinkedLine {
  readonly epoch: string;
  readonly seq: number;
  readonly hash: string;
  readonly prevHash: string | null;
}

/**
 * Answers: where do the lines of one phone not follow each other, and how well are their times known?
 * Shape:   its lines by chain and number, the hashes of those kept apart, its forms by the grade of their time → places whose `prevHash` is not the hash of the number before it, where that number is here; also a
 *          first number that follows another. After a number used twice, either of the two may be followed. It is shown
 *          and quarantines nothing: the bytes of each line are proven by their own hash.
 * Errors:  throws defects only.
 * Source:  the contract of the wire, protocol 1: one chain a device and epoch; decision 25.
 * Rule:    A-53
 */
export function linesOf(
  held: readonly LinkedLine[],
  keptApart: ReadonlySet<string>,
  byTrust: readonly { readonly trust: TimeTrust; readonly forms: number }[],
): DeviceLines {
  const hashAt = new Map(held.map(({ epoch, seq, hash }) => [`${epoch} ${String(seq)}`, hash]));
  const brokenLinks = held
    .filter(({ epoch, seq, prevHash }) => {
      const named = prevHash ?? '';
      if (seq === 1) return named !== '';
      const before = hashAt.get(`${epoch} ${String(seq - 1)}`);
      return before !== undefined && named !== before && !keptApart.has(named);
    })
    .map(({ epoch, seq }) => ({ epoch, seq }));
  const times = Object.fromEntries(
    timeTrusts.map((trust) => [trust, byTrust.find((row) => row.trust === trust)?.forms ?? 0]),
  ) as DeviceLines['times'];
  return { brokenLinks, times };
}
