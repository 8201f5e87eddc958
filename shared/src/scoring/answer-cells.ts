import type { AskedQuestion } from './answer-distribution.ts';
import { hideSmallCells } from './suppression.ts';

/** The cells of one group in one unit: an option is one part, or two where it stands by itself. */
export interface AnswerGrid {
  readonly cells: readonly number[];
  /** Parts that hold everybody who answered, each once. */
  readonly wholes: readonly (readonly number[])[];
  readonly partsOf: (option: number) => readonly number[];
}

/** Answers: which cells do the answers to a question have in one group of one unit? */
export function gridOf({ options }: AskedQuestion): AnswerGrid {
  if (options[0]?.notChosen === null)
    return {
      cells: options.map(({ chosen }) => chosen),
      wholes: [options.map((_, part) => part)],
      partsOf: (option) => [option],
    };
  const pairOf = (option: number): number[] => [2 * option, 2 * option + 1];
  return {
    cells: options.flatMap(({ chosen, notChosen }) => [chosen, notChosen ?? chosen]),
    wholes: options.map((_, option) => pairOf(option)),
    partsOf: pairOf,
  };
}

/** One table of units by parts, among cells that stand in several tables. */
export interface Slice {
  readonly parents: readonly number[];
  /** Of each row the cells that add up to its total. */
  readonly cells: readonly (readonly number[])[];
  readonly sizeOf: (cell: number) => number;
  readonly isTotalHidden: (row: number) => boolean;
  /** Whether a cell covers others in another table. */
  readonly isCover: (cell: number, row: number) => boolean;
  /** Changed: what must be hidden besides. */
  readonly hidden: boolean[];
  readonly minimumCell: number;
}

/** Hides what must be hidden in one table of units by parts. */
export function protectSlice(slice: Slice): void {
  const { parents, cells, sizeOf, isTotalHidden, isCover, hidden, minimumCell } = slice;
  const groupCount = cells[0]?.length ?? 0;
  const found = hideSmallCells({
    parents,
    groupCount,
    sizes: cells.flatMap((row) => {
      const sizes = row.map(sizeOf);
      return [...sizes, sizes.reduce((sum, size) => sum + size, 0)];
    }),
    withheld: cells.flatMap((row, at) => [
      ...row.map((cell) => hidden[cell] === true),
      isTotalHidden(at),
    ]),
    covers: cells.flatMap((row, at) => [...row.map((cell) => isCover(cell, at)), false]),
    minimumCell,
  });
  for (const [row, parts] of cells.entries())
    for (const [place, cell] of parts.entries())
      if (sizeOf(cell) !== 0 && found[row * (groupCount + 1) + place]) hidden[cell] = true;
}
