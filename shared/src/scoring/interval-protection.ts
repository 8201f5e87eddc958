import type { UnitTree } from './unit-tree.ts';

/** What a reader of a table knows of its villages, by lowest row of the tree. */
interface HiddenVillages {
  /** Whether the village has people whose answers are not told. */
  readonly isHidden: (row: number) => boolean;
  /** Whether these are so few that they could be pointed at. */
  readonly isSmall: (row: number) => boolean;
}

/**
 * So many hidden villages must be free, while the figures of their communes stay, before it is told how they differ, where
 * one of them is small: sixteen of one commune, or of several so many and one more in each. Answers are whole numbers: a share
 * with its interval often leaves one way to answer. Where one in twenty was dissatisfied, this told the small one of 3, 5,
 * 8, 12 and 16 villages of a commune in 20, 16, 8, none and none of twenty cases. A district told it of 2, 4 and 8
 * communes of two to three hidden villages each, of which 4, 8 and 16 were free, in 34, 12 and none of forty cases.
 */
const fewestFree = 15;

/**
 * Answers: of which units must it not be told how far a figure may be off?
 * Shape:   tree of units, its villages → level and unit → true = hidden. Interval, standard error, design effect and
 *          effective n all follow from the squares by which villages differ, a second sum of the same answers; the ends of
 *          the interval alone tell it as well as the standard error does, even rounded outwards to ten points. So they are
 *          hidden where a small village is among
 *          too few hidden ones. From the smallest units up: what stays hidden there would follow from the next one by
 *          subtraction, unless enough of it is in that one together. A unit that lies across others tells nothing.
 * Missing: a village without people is not hidden.
 * Source:  decisions D7, D11 and 70.
 * Rule:    S-45
 */
export function protectIntervals(
  { parents, units, rowsOf }: UnitTree,
  { isHidden, isSmall }: HiddenVillages,
): (level: number, unit: string) => boolean {
  const cut = new Set(units.flatMap((rows) => (rows.length > 1 ? rows : [])));
  const holders = new Set(parents);
  const isClosed = parents.map(() => false);
  /** Hidden villages inside, and those of units inside that do not tell, less one for the figure of each. */
  const silent = parents.map(() => 0);
  const free = parents.map(() => 0);
  const hasSmall = parents.map(() => false);
  for (let row = parents.length - 1; row >= 0; row--) {
    const parent = parents[row] ?? -1;
    if (!holders.has(row)) {
      if (parent < 0 || !isHidden(row)) continue;
      silent[parent] = (silent[parent] ?? 0) + 1;
      hasSmall[parent] ||= isSmall(row);
      continue;
    }
    const own = Math.max(0, (silent[row] ?? 0) - 1) + (free[row] ?? 0);
    isClosed[row] = hasSmall[row] === true && (cut.has(row) || own < fewestFree);
    if (parent < 0 || !isClosed[row]) continue;
    free[parent] = (free[parent] ?? 0) + own;
    hasSmall[parent] = true;
  }
  return (level, unit) => rowsOf(level, unit).some((row) => isClosed[row]);
}
