import { complementOf, type LinearSpace, spanOf } from '../statistics/index.ts';

/** What is published of a tree of units, each of which has the same cells. */
export interface PublishedSums {
  /** Row that holds each row whole; −1 at the top. A row comes after the one that holds it. */
  readonly parents: readonly number[];
  readonly cellCount: number;
  /** Sums of a row's cells that are told: how often each cell stands in it. */
  readonly toldOf: (row: number) => readonly ArrayLike<number>[];
}

/**
 * Answers: does a sum of a unit's cells follow from everything that is told of all units?
 * Shape:   exact: a row is known from what is told of itself, from its parts (a sum that is known of every part is known of
 *          the whole), and from the rows around it (a sum that is known of the whole and of the other parts is known of this
 *          one). So knowledge is passed up the tree once and down once, instead of solving the equations of all units at once.
 * Missing: that no number is below zero is not used: see S-08 for how far a cell may be narrowed.
 */
export function createSumReader({
  parents,
  cellCount,
  toldOf,
}: PublishedSums): (row: number, sum: ArrayLike<number>) => boolean {
  const parts: number[][] = parents.map(() => []);
  for (const [row, parent] of parents.entries()) parts[parent]?.push(row);
  const span = (...some: readonly LinearSpace[]): LinearSpace =>
    spanOf(
      cellCount,
      some.flatMap((space) => space.vectors()),
    );
  const complement = (space: LinearSpace): LinearSpace => complementOf(cellCount, space);
  const at = (spaces: readonly LinearSpace[], row: number): LinearSpace =>
    spaces[row] ?? spanOf(cellCount);

  const told = parents.map((_, row) => spanOf(cellCount, toldOf(row)));
  /** From itself and its parts; and in which ways its cells may still move. */
  const inside = [...told];
  const moves = [...told];
  for (let row = parents.length - 1; row >= 0; row--) {
    const ofParts = (parts[row] ?? []).map((part) => at(moves, part));
    if (ofParts.length > 0) inside[row] = span(at(told, row), complement(span(...ofParts)));
    moves[row] = complement(at(inside, row));
  }
  /** From everything else. */
  const outside = parents.map(() => spanOf(cellCount));
  for (const [row, own] of parts.entries()) {
    if (own.length === 0) continue;
    const ofRow = complement(span(at(told, row), at(outside, row)));
    const after = [spanOf(cellCount)];
    for (const part of own.toReversed()) after.push(span(after.at(-1) ?? ofRow, at(moves, part)));
    let before = ofRow;
    for (const [place, part] of own.entries()) {
      const others = after[own.length - 1 - place] ?? ofRow;
      outside[part] = complement(span(before, others));
      before = span(before, at(moves, part));
    }
  }
  const known = parents.map((_, row) => span(at(inside, row), at(outside, row)));
  return (row, sum) => known[row]?.contains(sum) === true;
}
