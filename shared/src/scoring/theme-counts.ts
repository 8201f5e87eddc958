import { hideSmallCells } from './suppression.ts';
import type { Published } from './publication.ts';
import { createUnitTree, rowsBelow, sumUp } from './unit-tree.ts';

/** A commune with its comments on one question. */
export interface CommentPlace {
  /** The unit of the commune at every level, from the coarsest down; the last is itself. */
  readonly units: readonly string[];
  readonly responses: number;
  /** All comments, then those that speak of each theme. */
  readonly counts: readonly number[];
}

export interface ThemeCountRequest {
  /** All communes of the wave with responses, whatever a reader may see of them. */
  readonly places: readonly CommentPlace[];
  /** As in `units`. */
  readonly level: number;
  readonly units: readonly string[];
  readonly minimumBase: number;
  readonly minimumCell: number;
}

/** A unit; null: not told. */
export interface ThemeCountRow {
  readonly unit: string;
  readonly responses: number;
  readonly counts: readonly (number | null)[];
}

/**
 * Answers: how many comments of each unit speak of each theme, as far as that may be told?
 * Shape:   communes → a row per unit of the level. Units with fewer responses than the minimum base tell nothing, nor those from
 *          which a unit below the minimum cell could be subtracted. Of the others a number above 0 and below the
 *          minimum cell is hidden, and what it could be subtracted from, over all levels at once.
 * Missing: 0 is told: nobody said it.
 * Limits:  a comment speaks of several themes, so themes add up to nothing and are protected one by one. How many did not
 *          speak of a theme is no secret that is kept.
 * Source:  decisions D7, 70 and 85.
 * Rule:    T-07
 */
export function publishThemeCounts(
  request: ThemeCountRequest,
): readonly Published<ThemeCountRow>[] {
  const { places, minimumBase, minimumCell } = request;
  const tree = createUnitTree(places.map(({ units }) => units));
  const { parents, rowsOf } = tree;
  const sums = sumUp(
    tree,
    places.map(({ responses, counts }) => [responses, ...counts]),
  );
  const column = (place: number): number[] => sums.map((row) => row[place] ?? 0);
  const hide = (sizes: readonly number[], withheld: readonly boolean[], bound: number) =>
    hideSmallCells({ parents, groupCount: 0, sizes, withheld, minimumCell: bound });
  const responses = column(0);
  const isUnitHidden = hide(
    responses,
    rowsBelow(tree, responses, minimumBase),
    Math.min(minimumBase, minimumCell),
  );
  const columns = (places[0]?.counts ?? []).map((_, place) => {
    const sizes = column(place + 1);
    return { sizes, isHidden: hide(sizes, isUnitHidden, minimumCell) };
  });
  const total = (rows: readonly number[], sizes: readonly number[]): number =>
    rows.reduce((sum, row) => sum + (sizes[row] ?? 0), 0);
  return request.units.map((unit) => {
    const rows = rowsOf(request.level, unit);
    return {
      unit,
      responses: total(rows, responses),
      counts: columns.map(({ sizes, isHidden }) =>
        rows.length === 0 || rows.some((row) => isHidden[row]) ? null : total(rows, sizes),
      ),
    } as unknown as Published<ThemeCountRow>;
  });
}
