import type { ScoreRow } from '@sipas/shared/wire';
import { percentOf } from '../score-lines.ts';

/**
 * Answers: which figures of a unit stand highest and lowest?
 * Shape:   rows of one unit → at most so many of each, the most extreme first; no row is in both. Equal ones keep the
 *          order of the instrument.
 * Missing: rows without a figure take no part.
 */
export function extremes(
  rows: readonly ScoreRow[],
  most: number,
): { readonly highest: readonly ScoreRow[]; readonly lowest: readonly ScoreRow[] } {
  const told = rows.filter((row) => row.percent !== null);
  const sorted = told.toSorted((a, b) => (percentOf(b) ?? 0) - (percentOf(a) ?? 0));
  const each = Math.min(most, Math.floor(sorted.length / 2));
  return { highest: sorted.slice(0, each), lowest: sorted.slice(sorted.length - each).reverse() };
}
