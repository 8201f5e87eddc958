import { gridOf, protectSlice } from './answer-cells.ts';
import type { AskedQuestion } from './answer-distribution.ts';
import { type DividedAnswers, protectDivided } from './divided-answers.ts';
import type { PlaceCounts } from './protection.ts';
import type { PublicationStatus } from './publication.ts';
import { sumCells } from './satisfaction-index.ts';
import { createUnitTree, rowsBelow, sumUp, type UnitTree } from './unit-tree.ts';

export interface AnswersToProtect {
  readonly question: AskedQuestion;
  /** The question that divides people into groups; null without a breakdown. */
  readonly divider: AskedQuestion | null;
  /** All villages of the wave with answers, whatever level is asked for and whatever the reader may see. */
  readonly places: readonly PlaceCounts[];
  readonly minimumBase: number;
  readonly minimumCell: number;
}

/** A unit of a level; `level` counts as in PlaceCounts.units. */
export interface UnitOfLevel {
  readonly level: number;
  readonly code: string;
}

/** What may be shown of the answers to one question, by unit, group and option. */
export interface ShownAnswers {
  /** Whether it may be told how many people of a group have an answer and how many have none. */
  readonly isBaseShown: (unit: UnitOfLevel, group: number) => boolean;
  readonly statusOf: (unit: UnitOfLevel, group: number, option: number) => PublicationStatus;
}

/**
 * Answers: which answers of a table are hidden, so that no few people can be seen or worked out?
 * Shape:   a unit needs `minimumBase` answers to the question. Then the tables of all levels are protected together, as
 *          those of the index are: units by options; with a breakdown also units by groups, then, until nothing more is
 *          hidden, units by groups for each option and units by options for each group.
 *          An option that is hidden without a breakdown is hidden in every group of it; a group has no answers where the
 *          report of the dividing question hides how many people it has. Levels whose units hold on average too few people
 *          for all cells (most often the villages) tell no answers of groups.
 *          Of a question with several answers each option has a table of its own: who chose it, and who did not.
 *          An option that nobody chose is told: it hides nobody.
 * Units:   people. Of a sensitive question every cell needs `minimumBase`.
 * Missing: who did not answer is in no cell.
 * Source:  decisions D7, D15 and 70. Tables of three dimensions have no cheapest cover that can be found in time: of simulated
 *          waves a reader who solved all tables as equations found no small cell of a unit (of 7,129), and of groups 21 of
 *          24,467.
 * Rule:    S-31
 */
export function protectAnswers(asked: AnswersToProtect): ShownAnswers {
  const tree = createUnitTree(asked.places.map(({ units }) => units));
  const whole = protectWhole(asked, tree, asked.question);
  const divided = asked.divider && divide(asked, tree, { whole, divider: asked.divider });
  const { partsOf } = gridOf(asked.question);
  const rowsOf = ({ level, code }: UnitOfLevel): readonly number[] => tree.rowsOf(level, code);
  const isBelowBase = (unit: UnitOfLevel): boolean =>
    rowsOf(unit).reduce((sum, row) => sum + (whole.valid[row] ?? 0), 0) < asked.minimumBase;
  return {
    isBaseShown: (unit, group) =>
      divided === null ||
      (!isBelowBase(unit) && rowsOf(unit).every((row) => !divided.isBaseHidden(row, group))),
    statusOf(unit, group, option) {
      if (isBelowBase(unit)) return 'insufficient';
      const isHidden = rowsOf(unit).some((row) =>
        partsOf(option).some(
          (part) => divided?.isHidden(row, group, part) ?? whole.isHidden(row, part),
        ),
      );
      return isHidden ? 'suppressed' : 'published';
    },
  };
}

function divide(
  asked: AnswersToProtect,
  tree: UnitTree,
  { whole, divider }: { readonly whole: Whole; readonly divider: AskedQuestion },
): DividedAnswers {
  const { question, places } = asked;
  const division = protectWhole(asked, tree, divider);
  const isBelow = rowsBelow(tree, whole.valid, asked.minimumBase);
  return protectDivided({
    question,
    places,
    tree,
    minimumCell: boundOf(asked, question),
    isBelowBase: (row) => isBelow[row] === true,
    isWholeHidden: whole.isHidden,
    // The last group, those who did not say, is told in the open beside the options of the dividing question.
    isGroupHidden: (row, group) => group < divider.options.length && division.isHidden(row, group),
  });
}

const boundOf = (
  { minimumBase, minimumCell }: AnswersToProtect,
  { sensitive }: AskedQuestion,
): number => (sensitive ? Math.max(minimumBase, minimumCell) : minimumCell);

/** A question without a breakdown, row by row. */
interface Whole {
  /** People who answered. */
  readonly valid: readonly number[];
  readonly isHidden: (row: number, part: number) => boolean;
}

function protectWhole(asked: AnswersToProtect, tree: UnitTree, question: AskedQuestion): Whole {
  const { cells, wholes } = gridOf(question);
  const sums = sumUp(
    tree,
    asked.places.map(({ counts }) =>
      [...cells.map((cell) => [cell]), question.valid].map((some) =>
        counts.reduce((sum, table) => sum + sumCells(table, some), 0),
      ),
    ),
  );
  const valid = sums.map((row) => row[cells.length] ?? 0);
  const isBelow = rowsBelow(tree, valid, asked.minimumBase);
  const width = cells.length;
  const hidden = sums.flatMap((_, row) => cells.map(() => isBelow[row] === true));
  for (const parts of wholes)
    protectSlice({
      parents: tree.parents,
      cells: sums.map((_, row) => parts.map((part) => row * width + part)),
      sizeOf: (cell) => sums[Math.floor(cell / width)]?.[cell % width] ?? 0,
      isTotalHidden: () => false,
      isCover: () => false,
      hidden,
      minimumCell: boundOf(asked, question),
    });
  return {
    valid,
    isHidden: (row, part) =>
      isBelow[row] === true || (hidden[row * width + part] === true && sums[row]?.[part] !== 0),
  };
}
