import type { Fraction } from '../kernel/index.ts';
import {
  type Instrument,
  type MissingKind,
  missingKinds,
  optionsOf,
  type Question,
  answersRead,
  questionsOf,
} from '../questionnaire/index.ts';
import { type AnswerCounts, cellOf, type CountLayout, type ShareCells } from './answer-counts.ts';
import { chosenSymbol, missingSymbols, notChosenSymbol } from './packed-answers.ts';
import { sumCells } from './satisfaction-index.ts';

/** A closed question outside the index, and where its answers are counted. */
export interface AskedQuestion {
  readonly code: string;
  readonly label: string;
  readonly kind: 'single' | 'multiple';
  readonly sensitive: boolean;
  readonly options: readonly AskedOption[];
  /** Cells of all who answered. */
  readonly valid: readonly number[];
  readonly missing: Readonly<Record<MissingKind, number>>;
  /** The closed questions whose answers decide whether this one is asked, those that decide about them too. */
  readonly ledBy: readonly AskedQuestion[];
  /** Whether it decides so about a question that is counted. */
  readonly leads: boolean;
  /** Whether another question, about which `ledBy` does not decide, tells how many people there were. */
  readonly isAllTold: boolean;
}

/** A printed answer and its cells: the shares of a question with several answers need not add up to one. */
export interface AskedOption extends ShareCells {
  readonly option: string;
  readonly label: string;
  /** Cell of those who chose it, and of those who answered and did not: none where other options hold them. */
  readonly chosen: number;
  readonly notChosen: number | null;
}

/**
 * Answers: where in the table of counts do the answers to this question stand?
 * Errors:  throws RangeError when the question is not closed or of another instrument.
 */
export function askQuestion(
  instrument: Instrument,
  layout: CountLayout,
  { code }: Pick<Question, 'code'>,
): AskedQuestion {
  const question = questionsOf(instrument).find((one) => one.code === code);
  const field = layout.packing.fieldByQuestion.get(code);
  if (!question || !field) throw new RangeError(`${code} is no closed question`);
  const cell = (slot: number, symbol: string) => cellOf(layout.cellBySymbol, slot, symbol);
  const isSingle = field.kind === 'single';
  const valid = isSingle
    ? field.options.map((option) => cell(field.start, field.symbolByOption.get(option) ?? ''))
    : [chosenSymbol, notChosenSymbol].map((symbol) => cell(field.start, symbol));
  const options = optionsOf(instrument, question).map(({ code: option, label }, index) => {
    const slot = field.start + index;
    const chosen = isSingle ? (valid[index] ?? 0) : cell(slot, chosenSymbol);
    const notChosen = isSingle ? null : cell(slot, notChosenSymbol);
    const cells = { satisfied: [chosen], valid: notChosen === null ? valid : [chosen, notChosen] };
    return { code: `${code}/${option}`, option, label: label.vi, chosen, notChosen, ...cells };
  });
  return {
    code,
    label: question.text.vi,
    kind: field.kind,
    sensitive: question.sensitive === true,
    options,
    valid,
    missing: Object.fromEntries(
      missingKinds.map((kind) => [kind, cell(field.start, missingSymbols[kind])]),
    ) as Record<MissingKind, number>,
    ...askLeaders(instrument, layout, question),
  };
}

function askLeaders(
  instrument: Instrument,
  layout: CountLayout,
  question: Question,
): Pick<AskedQuestion, 'ledBy' | 'leads' | 'isAllTold'> {
  const counted = questionsOf(instrument).filter(({ code }) =>
    layout.packing.fieldByQuestion.has(code),
  );
  const leaders = leadersOf(instrument, question);
  const ledBy = counted.filter(({ code }) => leaders.includes(code));
  const others = counted.filter((other) => other !== question && !ledBy.includes(other));
  return {
    ledBy: ledBy.map((leader) => askQuestion(instrument, layout, leader)),
    leads: others.some((other) => leadersOf(instrument, other).includes(question.code)),
    isAllTold: others.some((other) => {
      const its = leadersOf(instrument, other);
      return !ledBy.every(({ code }) => its.includes(code));
    }),
  };
}

/** A condition looks only at questions before its own: the self-check of the instrument saw to that. */
function leadersOf(instrument: Instrument, { relevant }: Question): string[] {
  if (relevant === undefined) return [];
  const read = new Set(answersRead(relevant));
  for (const leader of questionsOf(instrument))
    if (read.has(leader.code)) for (const before of leadersOf(instrument, leader)) read.add(before);
  return [...read];
}

/** How the people of one table of counts answered one question. */
export interface AnswerDistribution {
  /** People who answered. */
  readonly valid: number;
  /** People without an answer, by the reason. */
  readonly missing: Readonly<Record<MissingKind, number>>;
  /** Of each option of the question: who chose it, and of all who answered the share; null where nobody did. */
  readonly options: readonly { readonly count: number; readonly share: Fraction | null }[];
}

/**
 * Answers: how many people gave each answer to a question?
 * Shape:   question, counts → its options in the order of the form. Where several answers may be given, a share is that of
 *          the people who chose it, and the shares together may pass 1.
 * Units:   people; share 0–1, an exact fraction.
 * Missing: every kind is counted apart and leaves the shares.
 * Source:  decision D4.
 * Rule:    S-30
 */
export function distributeAnswers(
  question: AskedQuestion,
  counts: AnswerCounts,
): AnswerDistribution {
  const valid = sumCells(counts, question.valid);
  return {
    valid,
    missing: Object.fromEntries(
      missingKinds.map((kind) => [kind, counts[question.missing[kind]] ?? 0]),
    ) as Record<MissingKind, number>,
    options: question.options.map(({ chosen }) => {
      const count = counts[chosen] ?? 0;
      const share = { numerator: BigInt(count), denominator: BigInt(valid) };
      return { count, share: valid === 0 ? null : share };
    }),
  };
}
