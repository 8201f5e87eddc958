import { gridOf } from './answer-cells.ts';
import type { AskedQuestion } from './answer-distribution.ts';
import { type DividedAnswers, protectDivided } from './divided-answers.ts';
import type { PublicationStatus } from './publication.ts';
import { protectIntervals } from './interval-protection.ts';
import { createUnitTree, type PlaceCounts, rowsBelow, type UnitTree } from './unit-tree.ts';
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
  /** Whether it may be told how many people of a group have an answer. */
  readonly isBaseShown: (unit: UnitOfLevel, group: number) => boolean;
  /** Whether it may be told how many have none, and why. */
  readonly isMissingShown: (unit: UnitOfLevel, group: number) => boolean;
  readonly statusOf: (unit: UnitOfLevel, group: number, option: number) => PublicationStatus;
  /** Whether it must not be told how far the shares may be off (S-45). */
  readonly isIntervalHidden: (unit: UnitOfLevel, group: number) => boolean;
}

/**
 * Answers: which answers of a table are hidden, so that no few people can be seen or worked out?
 * Shape:   a unit needs `minimumBase` answers to the question; beside one of so few people that they could be pointed at,
 *          another is hidden. Then the tables of all levels are protected together, as
 *          those of the index are: units by options; with a breakdown also units by groups, units by groups for each option
 *          and units by options for each group, and at last all of these solved together (S-36).
 *          An option that is hidden without a breakdown is hidden in every group of it; a group has no answers where the
 *          report of the dividing question hides how many people it has. Levels whose units hold on average too few people
 *          for all cells (most often the villages) tell no answers of groups.
 *          Of a question with several answers each option has a table of its own: who chose it, and who did not.
 *          An option that nobody chose is told: it hides nobody.
 *          Who was not asked gave another answer to the question that leads to this one (S-35).
 * Units:   people. Of a sensitive question every cell needs `minimumBase`.
 * Missing: who did not answer is in no cell.
 * Source:  decisions D7, D15 and 70.
 * Rule:    S-31
 */
export function protectAnswers(asked: AnswersToProtect): ShownAnswers {
  const tree = createUnitTree(asked.places.map(({ units }) => units));
  return leadBy(asked.question, protectOne(asked, tree), (question) =>
    protectOne({ ...asked, question }, tree),
  );
}

/**
 * Answers: what may be told of a question that not everybody was asked, and of the one that decides about it?
 * Shape:   those who were not asked are those who gave other answers to the question that leads here. Where one of these is
 *          hidden, in a unit or group, it is not told how many had no answer here, and there not how many had one: the index
 *          tells how many were led on; nor what others answered there, whose share would tell it. Where a question that
 *          everybody was asked tells how many there were, nothing at all is told of this one: those who answered would be
 *          enough. What is told elsewhere adds up to no more than the leading question tells itself, since both are silent
 *          in the same places.
 * Missing: led by a number or a text, which no table tells, a question is told as if everybody was asked.
 * Source:  decisions D7 and 70.
 * Rule:    S-35
 */
function leadBy(
  { ledBy, leads, isAllTold }: AskedQuestion,
  own: OneShown,
  protect: (leader: AskedQuestion) => OneShown,
): ShownAnswers {
  const leaders = ledBy.map(protect);
  const isLeadTold = (unit: UnitOfLevel, group: number): boolean =>
    leaders.every((leader) => leader.isWhollyTold(unit, group));
  const isOpen = (unit: UnitOfLevel, group: number): boolean =>
    !isAllTold || isLeadTold(unit, group);
  const isOwnTold = (unit: UnitOfLevel, group: number): boolean =>
    isOpen(unit, group) && (!leads || own.isWhollyTold(unit, group));
  const isBaseShown = (unit: UnitOfLevel, group: number): boolean =>
    own.isBaseShown(unit, group) && isOwnTold(unit, group);
  return {
    isBaseShown,
    isMissingShown: (unit, group) => isBaseShown(unit, group) && isLeadTold(unit, group),
    isIntervalHidden: own.isIntervalHidden,
    statusOf(unit, group, option) {
      const status = own.statusOf(unit, group, option);
      return status === 'published' && !isOwnTold(unit, group) ? 'suppressed' : status;
    },
  };
}

/** What may be shown of one question as if everybody was asked. */
interface OneShown extends Omit<ShownAnswers, 'isMissingShown'> {
  /** Whether every answer to it is told; so it is where there is nobody. */
  readonly isWhollyTold: (unit: UnitOfLevel, group: number) => boolean;
}

function protectOne(asked: AnswersToProtect, tree: UnitTree): OneShown {
  const whole = protectWhole(asked, tree);
  const divided = asked.divider && divide(asked, tree, { whole, divider: asked.divider });
  const { cells, partsOf } = gridOf(asked.question);
  const isPartHidden = (row: number, group: number, part: number): boolean =>
    divided?.isHidden(row, group, part) ?? whole.isHidden(row, part);
  const rowsOf = ({ level, code }: UnitOfLevel): readonly number[] => tree.rowsOf(level, code);
  const isBelowBase = (unit: UnitOfLevel): boolean =>
    rowsOf(unit).reduce((sum, row) => sum + (whole.valid[row] ?? 0), 0) < asked.minimumBase;
  const statusOf: ShownAnswers['statusOf'] = (unit, group, option) => {
    if (isBelowBase(unit)) return 'insufficient';
    const isHidden = rowsOf(unit).some((row) =>
      partsOf(option).some((part) => isPartHidden(row, group, part)),
    );
    return isHidden ? 'suppressed' : 'published';
  };
  return {
    statusOf,
    isIntervalHidden: hideIntervals(asked, tree, { cells, isPartHidden }),
    isBaseShown: (unit, group) =>
      divided === null ||
      (!isBelowBase(unit) && rowsOf(unit).every((row) => !divided.isBaseHidden(row, group))),
    isWhollyTold: (unit, group) =>
      rowsOf(unit).length === 0 ||
      asked.question.options.every((_, option) => statusOf(unit, group, option) === 'published'),
  };
}

interface Parts {
  readonly cells: readonly number[];
  readonly isPartHidden: (row: number, group: number, part: number) => boolean;
}

/** All answers of a group together: of a question with one answer, the last follows from the others. */
function hideIntervals(
  asked: AnswersToProtect,
  tree: UnitTree,
  { cells, isPartHidden }: Parts,
): OneShown['isIntervalHidden'] {
  const placeOfRow = new Map<number, PlaceCounts>();
  asked.places.forEach((place, at) => placeOfRow.set(tree.rowOfPlace[at] ?? -1, place));
  const bound = cellBound(asked);
  const protectPart = (group: number, cell: number, part: number) => {
    const sizeOf = (row: number): number => placeOfRow.get(row)?.counts[group]?.[cell] ?? 0;
    return protectIntervals(tree, {
      isHidden: (row) => sizeOf(row) > 0 && isPartHidden(row, group, part),
      isSmall: (row) => sizeOf(row) < bound,
    });
  };
  const byGroup = (asked.places[0]?.counts ?? []).map((_, group) =>
    cells.map((cell, part) => protectPart(group, cell, part)),
  );
  return ({ level, code }, group) =>
    byGroup[group]?.some((isHidden) => isHidden(level, code)) === true;
}

function divide(
  asked: AnswersToProtect,
  tree: UnitTree,
  { whole, divider }: { readonly whole: Whole; readonly divider: AskedQuestion },
): DividedAnswers {
  const { question, places } = asked;
  const division = protectWhole({ ...asked, question: divider }, tree);
  const leaders = divider.ledBy.map((leader) => ({
    shown: protectWhole({ ...asked, question: leader }, tree),
    parts: gridOf(leader).cells,
  }));
  const isBelow = rowsBelow(tree, whole.valid, asked.minimumBase);
  return protectDivided({
    question,
    places,
    tree,
    minimumCell: cellBound(asked),
    isBelowBase: (row) => isBelow[row] === true,
    isWholeHidden: whole.isHidden,
    // The last group, those who did not say, is told in the open beside the options of the dividing question, unless it
    // would tell who was not asked.
    isGroupHidden: (row, group) =>
      group < divider.options.length
        ? division.isHidden(row, group)
        : leaders.some(({ shown, parts }) => parts.some((_, part) => shown.isHidden(row, part))),
  });
}
