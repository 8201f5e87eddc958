import { gridOf, protectSlice } from './answer-cells.ts';
import type { AskedQuestion } from './answer-distribution.ts';
import type { PlaceCounts } from './unit-tree.ts';
import { sumCells } from './satisfaction-index.ts';
import { hideSmallCells } from './suppression.ts';
import { rowsBelow, sumUp, type UnitTree } from './unit-tree.ts';

/** A question whose answers are told without a breakdown. */
export interface WholeAnswers {
  readonly question: AskedQuestion;
  /** All villages of the wave with answers, whatever level is asked for and whatever the reader may see. */
  readonly places: readonly PlaceCounts[];
  readonly minimumBase: number;
  readonly minimumCell: number;
}

/** Answers: the fewest people that a cell of a question may show. */
export const cellBound = ({ question, minimumBase, minimumCell }: WholeAnswers): number =>
  question.sensitive ? Math.max(minimumBase, minimumCell) : minimumCell;

/** A question without a breakdown, row by row. */
export interface Whole {
  /** People who answered. */
  readonly valid: readonly number[];
  readonly isHidden: (row: number, part: number) => boolean;
}

/**
 * Answers: which answers are hidden where nobody is divided into groups?
 * Shape:   units first: where too few answered, and beside or below those whose few people could be pointed at even if all
 *          of them gave the same answer; then units by options.
 */
export function protectWhole(asked: WholeAnswers, tree: UnitTree): Whole {
  const { question, minimumBase } = asked;
  const { cells, wholes } = gridOf(question);
  const bound = cellBound(asked);
  const sums = sumUp(
    tree,
    asked.places.map(({ counts }) =>
      [...cells.map((cell) => [cell]), question.valid].map((some) =>
        counts.reduce((sum, table) => sum + sumCells(table, some), 0),
      ),
    ),
  );
  const valid = sums.map((row) => row[cells.length] ?? 0);
  const isRowHidden = hideSmallCells({
    parents: tree.parents,
    groupCount: 0,
    sizes: valid,
    withheld: rowsBelow(tree, valid, minimumBase),
    minimumCell: Math.min(minimumBase, bound),
  });
  const width = cells.length;
  const hidden = sums.flatMap((_, row) => cells.map(() => isRowHidden[row] === true));
  for (const parts of wholes)
    protectSlice({
      parents: tree.parents,
      cells: sums.map((_, row) => parts.map((part) => row * width + part)),
      sizeOf: (cell) => sums[Math.floor(cell / width)]?.[cell % width] ?? 0,
      isTotalHidden: () => false,
      isCover: () => false,
      hidden,
      minimumCell: bound,
    });
  return {
    valid,
    isHidden: (row, part) =>
      isRowHidden[row] === true || (hidden[row * width + part] === true && sums[row]?.[part] !== 0),
  };
}
