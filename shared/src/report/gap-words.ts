import { printPercentage } from './figure-words.ts';
import { printedDifference, tellPoints } from './points.ts';

/**
 * Answers: how a figure stands to another: "thấp hơn cả nước (83,94 %) 2,19 điểm %", "bằng cả nước (83,94 %)".
 * Rule:    N-03
 */
export function tellGap(
  percent: string,
  other: { readonly name: string; readonly percent: string },
): string {
  const gap = printedDifference(other.percent, percent);
  const named = `${other.name} (${printPercentage(other.percent)})`;
  if (gap === 0) return `bằng ${named}`;
  return `${gap > 0 ? 'cao hơn' : 'thấp hơn'} ${named} ${tellPoints(gap)}`;
}
