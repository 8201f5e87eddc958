import type { ScoreLine } from '../score-lines.ts';
import type { GridRow } from '../score-lines.ts';

/** One bar: from zero to the figure, with where the true one may lie. */
export interface RankedBar {
  readonly key: string;
  readonly name: string;
  readonly row: GridRow;
  /** 0–1 of the scale, which is from 0 to 100 percent; null without a figure. */
  readonly share: number | null;
  readonly reach: readonly [low: number, high: number] | null;
}

/**
 * Answers: which bars stand in what order?
 * Shape:   lines of a table, the code of what is measured, and a group of people (null: undivided) → a bar per unit, the
 *          highest figure first; equal figures in the order of the lines. All begin at zero.
 * Units:   share 0–1.
 * Missing: units without a figure stand last, without a bar.
 * Rule:    G-03
 */
export function rankBars(
  lines: readonly ScoreLine[],
  { code, group }: { readonly code: string; readonly group: string | null },
): readonly RankedBar[] {
  const bars = lines.flatMap((line): RankedBar[] => {
    const row = line.cells.get(code);
    if (row === undefined || (line.group?.code ?? null) !== group) return [];
    const { percent, interval } = row;
    return [
      {
        key: line.key,
        name: line.unitName,
        row,
        share: percent === null ? null : Number(percent) / 100,
        reach: interval && [Number(interval.low) / 100, Number(interval.high) / 100],
      },
    ];
  });
  return bars.sort((a, b) => (b.share ?? -1) - (a.share ?? -1));
}
