import { gridOf } from './answer-cells.ts';
import type { AskedQuestion } from './answer-distribution.ts';
import { type DividedAnswers, protectDivided } from './divided-answers.ts';
import type { PublicationStatus } from './publication.ts';
import { createUnitTree, rowsBelow, type UnitTree } from './unit-tree.ts';
import { cellBound, protectWhole, type Whole, type WholeAnswers } from './whole-answers.ts';

export interface AnswersToProtect extends WholeAnswers {
  /** The question that divides people into groups; null without a breakdown. */
  readonly divider: AskedQuestion | null;
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
 * Shape:   a unit needs `minimumBase` answers to the question; beside one of so few people that they could be pointed at,
 *          another is hidden. Then the tables of all levels are protected together, as
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
  const whole = protectWhole(asked, tree);
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
  const division = protectWhole({ ...asked, question: divider }, tree);
  const isBelow = rowsBelow(tree, whole.valid, asked.minimumBase);
  return protectDivided({
    question,
    places,
    tree,
    minimumCell: cellBound(asked),
    isBelowBase: (row) => isBelow[row] === true,
    isWholeHidden: whole.isHidden,
    // The last group, those who did not say, is told in the open beside the options of the dividing question.
    isGroupHidden: (row, group) => group < divider.options.length && division.isHidden(row, group),
  });
}
