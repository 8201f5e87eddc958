/**
 * Answers: which place does each unit take?
 * Shape:   printed figures in hundredths of a percent, null = no place → places in the same order; the highest figure is
 *          first, ties share the better place and the next one is skipped: 1, 2, 2, 4.
 * Missing: a unit without a published figure has no place and moves nobody.
 * Source:  decision D6.
 * Rule:    S-06
 */
export function rankFigures(hundredths: readonly (number | null)[]): (number | null)[] {
  const rising = Int32Array.from(hundredths.filter((figure) => figure !== null)).sort();
  const rankByFigure = new Map<number, number>();
  // The last one set for a figure is the best place among its ties.
  rising.forEach((figure, index) => rankByFigure.set(figure, rising.length - index));
  return hundredths.map((figure) => (figure === null ? null : (rankByFigure.get(figure) ?? null)));
}

/**
 * Answers: how many places (*bậc*) did a unit climb since the time before?
 * Shape:   place before, place now → before − now: +3 = three places better, −5 = five places worse.
 * Missing: null when either place is missing.
 * Source:  decision D6.
 * Rule:    S-06
 */
export const stepsChanged = (before: number | null, now: number | null): number | null =>
  before === null || now === null ? null : before - now;
