import type { AnswerCounts } from './answer-counts.ts';

/** A village with its counts: one table for all its responses, or one per group of a breakdown. */
export interface PlaceCounts {
  /** The unit of the village at every level, from the coarsest down; the last is itself. */
  readonly units: readonly string[];
  readonly counts: readonly AnswerCounts[];
}

/** Answers: the coarsest units of a wave, which are all of it together. */
export const topUnits = (places: readonly PlaceCounts[]): readonly string[] => [
  ...new Set(places.map(({ units }) => units[0] ?? '')),
];

/** The units of a wave at all levels at once, as a tree of rows. */
export interface UnitTree {
  /** Row that holds each row whole; −1 at the top. A row comes after the one that holds it. */
  readonly parents: readonly number[];
  /** Level of each row, as in the paths of the places. */
  readonly levels: readonly number[];
  /** Lowest row of each place. */
  readonly rowOfPlace: readonly number[];
  /** The rows of each unit of each level. */
  readonly units: readonly (readonly number[])[];
  /** Rows that a unit consists of; none where it has no place. */
  readonly rowsOf: (level: number, unit: string) => readonly number[];
}

/**
 * Answers: which units of a wave lie in which?
 * Shape:   for each place its unit at every level, from the coarsest down → a row per unit, below the row that holds it. A
 *          unit that lies across units of a coarser level has a row in each of them: together they are the unit.
 */
export function createUnitTree(paths: readonly (readonly string[])[]): UnitTree {
  const parents: number[] = [];
  const levels: number[] = [];
  /** Rows of the units inside each row. */
  const inside: Map<string, number>[] = [];
  const top = new Map<string, number>();
  const rowsByLevel: Map<string, number[]>[] = [];
  const rowOfPlace = paths.map((path) => {
    let row = -1;
    path.forEach((unit, level) => {
      const beside = inside[row] ?? top;
      const known = beside.get(unit);
      if (known !== undefined) {
        row = known;
        return;
      }
      beside.set(unit, parents.length);
      inside.push(new Map());
      parents.push(row);
      levels.push(level);
      row = parents.length - 1;
      const rowsByUnit = (rowsByLevel[level] ??= new Map<string, number[]>());
      const rows = rowsByUnit.get(unit);
      if (rows) rows.push(row);
      else rowsByUnit.set(unit, [row]);
    });
    return row;
  });
  return {
    parents,
    levels,
    rowOfPlace,
    units: rowsByLevel.flatMap((rowsByUnit) => [...rowsByUnit.values()]),
    rowsOf: (level, unit) => rowsByLevel[level]?.get(unit) ?? [],
  };
}

/**
 * Answers: which rows belong to a unit that is smaller than this, in all its rows together?
 * Shape:   numbers by row → true = below, in the order of the rows.
 */
export function rowsBelow(
  { units }: UnitTree,
  numbers: readonly number[],
  minimum: number,
): boolean[] {
  const isBelow = numbers.map(() => false);
  for (const rows of units) {
    const sum = rows.reduce((total, row) => total + (numbers[row] ?? 0), 0);
    if (sum < minimum) for (const row of rows) isBelow[row] = true;
  }
  return isBelow;
}

/** Answers: the numbers of all rows, given those of the places, several at once. */
export function sumUp(
  { parents, rowOfPlace }: UnitTree,
  ofPlaces: readonly number[][],
): number[][] {
  const sums = parents.map((): number[] => []);
  const addTo = (row: number, numbers: readonly number[]): void => {
    const sum = sums[row];
    if (sum) numbers.forEach((number, index) => (sum[index] = (sum[index] ?? 0) + number));
  };
  ofPlaces.forEach((numbers, place) => addTo(rowOfPlace[place] ?? -1, numbers));
  for (let row = parents.length - 1; row >= 0; row--) addTo(parents[row] ?? -1, sums[row] ?? []);
  return sums;
}
