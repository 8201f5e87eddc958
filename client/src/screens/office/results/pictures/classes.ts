/** How many classes a map or a table of figures is coloured in: more shades than five are not told apart. */
const classCount = 5;
/** Widths of a class in percentage points; the narrowest still wider than what a rounding moves. */
const widths = [2, 5, 10, 20] as const;

/** Six bounds from low to high, in percent; a class holds its lower bound, the last one both. */
export type Classes = readonly number[];

/**
 * Answers: into which classes do these figures fall?
 * Shape:   percentages → five classes of one width, from a multiple of that width; the narrowest width whose five classes hold
 *          all figures. Equal steps, so that a darker shade is as much more as it looks, and never narrower than two points,
 *          so that a difference of nothing is not painted as one.
 * Units:   percent 0–100.
 * Missing: null where there is no figure.
 * Source:  decision 80.
 * Rule:    G-01
 */
export function chooseClasses(percents: readonly number[]): Classes | null {
  if (percents.length === 0) return null;
  const least = Math.min(...percents);
  const most = Math.max(...percents);
  for (const width of widths) {
    const start = Math.min(Math.floor(least / width) * width, 100 - width * classCount);
    if (start + width * classCount >= most)
      return Array.from({ length: classCount + 1 }, (_, step) => start + step * width);
  }
  return null;
}

/** Answers: the class of a figure, 0 for the lowest; a figure beyond the bounds is in the class next to it. */
export function classOf(classes: Classes, percent: number): number {
  const above = classes.filter((bound) => bound <= percent).length - 1;
  return Math.min(Math.max(above, 0), classCount - 1);
}
