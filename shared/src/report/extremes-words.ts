import { nameSome, noBreak, printCount, printPercentage } from './figure-words.ts';
import { printedDifference, tellPoints } from './points.ts';

/** A figure with its name: of a unit, a factor or a criterion. */
export interface NamedFigure {
  readonly name: string;
  readonly percent: string | null;
  readonly valid: number | null;
}

/**
 * Answers: which of several figures are the highest and the lowest, in a sentence.
 * Shape:   figures by name, what they are called together → "Cao nhất là …; thấp nhất là …; chênh lệch 9,35 điểm %."
 * Missing: withheld figures are passed over; one alone is said to be alone, none is said to be none, all alike to be alike.
 * Rule:    N-06
 */
export function tellExtremes(figures: readonly NamedFigure[], noun: string): string {
  const known = figures.flatMap((one) =>
    one.percent === null ? [] : [{ ...one, percent: one.percent }],
  );
  const sorted = known.toSorted((a, b) => printedDifference(a.percent, b.percent));
  const [highest] = sorted;
  const lowest = sorted.at(-1);
  if (highest === undefined || lowest === undefined)
    return `Không ${noun} nào có chỉ số được công bố.`;
  if (sorted.length === 1)
    return `Chỉ một ${noun} có chỉ số được công bố: ${highest.name} (${tellShort(highest)}).`;
  const spread = printedDifference(lowest.percent, highest.percent);
  if (spread === 0)
    return `Cả ${String(sorted.length)} ${noun} cùng đạt ${printPercentage(highest.percent)}.`;
  const at = (percent: string) => sorted.filter((one) => one.percent === percent);
  return `Trong ${String(sorted.length)} ${noun} có chỉ số được công bố, cao nhất là ${tellSame(at(highest.percent))}; thấp nhất là ${tellSame(at(lowest.percent))}; chênh lệch ${tellPoints(spread)}.`;
}

const tellShort = ({ percent, valid }: { percent: string; valid: number | null }): string =>
  `${printPercentage(percent)}${valid === null ? '' : `, n${noBreak}=${noBreak}${printCount(valid)}`}`;

function tellSame(same: readonly (NamedFigure & { readonly percent: string })[]): string {
  const [first] = same;
  if (first === undefined) return '';
  if (same.length === 1) return `${first.name} (${tellShort(first)})`;
  return `${nameSome(same.map(({ name }) => name))} (cùng ${printPercentage(first.percent)})`;
}
