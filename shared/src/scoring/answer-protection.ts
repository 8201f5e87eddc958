import { type AnswerCounts, responseCount } from './answer-counts.ts';
import type { AskedQuestion } from './answer-distribution.ts';
import type { PublicationStatus } from './publication.ts';
import { sumCells } from './satisfaction-index.ts';
import { hideAlongLines } from './line-suppression.ts';

/** A unit of any level of a wave: tables of different levels tell of the same people. */
export interface HeldUnit {
  readonly level: string;
  /** `level:code`, unique. */
  readonly key: string;
  /** Keys of the larger units that hold it whole. */
  readonly holders: readonly string[];
  /** Counts of all its people. */
  readonly total: AnswerCounts;
  /** Counts of each group of the breakdown; all its people as the only one without a breakdown. */
  readonly groups: readonly AnswerCounts[];
}

export interface AnswersToProtect {
  readonly question: AskedQuestion;
  /** The question that divides people into groups; null without a breakdown. */
  readonly divider: AskedQuestion | null;
  /** All units of all levels. */
  readonly units: readonly HeldUnit[];
  readonly minimumBase: number;
  readonly minimumCell: number;
}

/** What may be shown of the answers to one question, by place of unit, group and option. */
export interface ShownAnswers {
  /** Whether it may be told how many people of a group have an answer and how many have none. */
  readonly isBaseShown: (unit: number, group: number) => boolean;
  readonly statusOf: (unit: number, group: number, option: number) => PublicationStatus;
}

/**
 * Answers: which answers of a table are hidden, so that no few people can be seen or subtracted out?
 * Shape:   a unit needs `minimumBase` answers to the question. Then units, groups and options are protected together
 *          over all levels at once, along three kinds of lines: the options of a unit and group; the groups of a
 *          unit, for each option; a unit and those of a lower level of which it consists, for each group and option.
 *          An option that is hidden without a breakdown is hidden in every group of it; a group has no answers where the
 *          report of the dividing question hides how many people it has, or where fewer than `minimumCell` answered.
 *          Of a question with several answers each option has lines of its own: who chose it, and who did not.
 *          An option that nobody chose is told: it hides nobody.
 * Units:   people. Of a sensitive question every cell needs `minimumBase`.
 * Missing: who did not answer is in no cell.
 * Source:  decisions D7 and D15. Protects each line by itself: of simulated waves a reader who solved all
 *          tables as equations found no small cell of a unit, and of groups 4 in 1000.
 * Rule:    S-31
 */
export function protectAnswers(asked: AnswersToProtect): ShownAnswers {
  const { question, divider, units } = asked;
  const whole = protectWhole(asked, question);
  if (divider === null) return { isBaseShown: () => true, statusOf: whole };
  const division = protectWhole(asked, divider);
  const isBaseShown = (unit: number, group: number): boolean =>
    hasBase(asked, question, unit) &&
    // The last group, those who did not say, is told in the open beside the options of the dividing question.
    (group === divider.options.length || division(unit, 0, group) === 'published') &&
    sumCells(units[unit]?.groups[group] ?? noCounts, question.valid) >= cellBound(asked, question);
  const isWithheld = (unit: number, group: number, option: number): boolean =>
    !isBaseShown(unit, group) || whole(unit, 0, option) !== 'published';
  return { isBaseShown, statusOf: protectCells(asked, question, { isWithheld }) };
}

const noCounts: AnswerCounts = new Uint32Array(0);

const hasBase = (
  { units, minimumBase }: AnswersToProtect,
  question: AskedQuestion,
  unit: number,
): boolean => sumCells(units[unit]?.total ?? noCounts, question.valid) >= minimumBase;

const cellBound = (
  { minimumBase, minimumCell }: AnswersToProtect,
  { sensitive }: AskedQuestion,
): number => (sensitive ? Math.max(minimumBase, minimumCell) : minimumCell);

/** The table of a question without a breakdown. */
const protectWhole = (asked: AnswersToProtect, question: AskedQuestion) =>
  protectCells(
    { ...asked, units: asked.units.map((unit) => ({ ...unit, groups: [unit.total] })) },
    question,
    { isWithheld: () => false },
  );

function protectCells(
  asked: AnswersToProtect,
  question: AskedQuestion,
  { isWithheld }: { readonly isWithheld: (unit: number, group: number, option: number) => boolean },
): ShownAnswers['statusOf'] {
  const { units } = asked;
  const grid = gridOf(question, units);
  const sizes: number[] = [];
  const withheld: boolean[] = [];
  for (const [unit, { groups }] of units.entries()) {
    const isInsufficient = !hasBase(asked, question, unit);
    for (const [group, counts] of groups.entries())
      for (const { option, cell } of grid.parts) {
        sizes.push(counts[cell] ?? 0);
        withheld.push(isInsufficient || isWithheld(unit, group, option));
      }
  }
  const minimumCell = cellBound(asked, question);
  const hidden = hideAlongLines({ sizes, lines: linesOf(units, grid), minimumCell, withheld });
  return (unit, group, option) => {
    if (!hasBase(asked, question, unit)) return 'insufficient';
    const isOpen = grid.partsOf(option).every((part) => {
      const at = grid.placeOf(unit, group, part);
      return hidden[at] === false || (sizes[at] === 0 && withheld[at] === false);
    });
    return isOpen ? 'published' : 'suppressed';
  };
}

/** The cells of a table: unit by group by part, an option having one part, or two where it stands by itself. */
interface Grid {
  readonly groupCount: number;
  readonly parts: readonly { readonly option: number; readonly cell: number }[];
  /** Parts that hold everybody who answered, each once. */
  readonly wholes: readonly (readonly number[])[];
  readonly partsOf: (option: number) => readonly number[];
  readonly placeOf: (unit: number, group: number, part: number) => number;
}

function gridOf({ options }: AskedQuestion, units: readonly HeldUnit[]): Grid {
  const groupCount = units[0]?.groups.length ?? 0;
  const parts = options.flatMap(({ chosen, notChosen }, option) =>
    (notChosen === null ? [chosen] : [chosen, notChosen]).map((cell) => ({ option, cell })),
  );
  const byOption = options.map((_, option) =>
    [...parts.keys()].filter((part) => parts[part]?.option === option),
  );
  const isSingle = options[0]?.notChosen === null;
  return {
    groupCount,
    parts,
    wholes: isSingle ? [[...parts.keys()]] : byOption,
    partsOf: (option) => byOption[option] ?? [],
    placeOf: (unit, group, part) => (unit * groupCount + group) * parts.length + part,
  };
}

function linesOf(units: readonly HeldUnit[], { groupCount, parts, wholes, placeOf }: Grid) {
  const lines: number[][] = [];
  const groups = Array.from({ length: groupCount }, (_, group) => group);
  for (const unit of units.keys()) {
    for (const group of groups)
      for (const whole of wholes) lines.push(whole.map((part) => placeOf(unit, group, part)));
    if (groupCount > 1)
      for (const part of parts.keys())
        lines.push(groups.map((group) => placeOf(unit, group, part)));
  }
  for (const family of familiesOf(units))
    for (const group of groups)
      for (const part of parts.keys()) lines.push(family.map((unit) => placeOf(unit, group, part)));
  return lines;
}

/**
 * Places of a unit and of those of one lower level, where these are all its people. The smallest first: a commune is
 * then covered by its neighbours, and the larger units stay in the open.
 */
function familiesOf(units: readonly HeldUnit[]): readonly (readonly number[])[] {
  const byHolderAndLevel = new Map<string, number[]>();
  for (const [unit, { level, holders }] of units.entries())
    for (const holder of holders) {
      const key = `${holder} ${level}`;
      const held = byHolderAndLevel.get(key);
      if (held) held.push(unit);
      else byHolderAndLevel.set(key, [unit]);
    }
  const people = (unit: number): number => responseCount(units[unit]?.total ?? noCounts);
  const levels = new Set(units.map(({ level }) => level));
  const families = [...units.entries()].flatMap(([holder, { key }]) =>
    [...levels].flatMap((level) => {
      const held = byHolderAndLevel.get(`${key} ${level}`) ?? [];
      const sum = held.reduce((total, unit) => total + people(unit), 0);
      return held.length > 0 && sum === people(holder) ? [[holder, ...held]] : [];
    }),
  );
  return families.sort((a, b) => a.length - b.length);
}
