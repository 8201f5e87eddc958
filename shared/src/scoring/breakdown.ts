import { ok, refuse, type Result } from '../kernel/index.ts';
import { type Instrument, optionsOf, type Question } from '../questionnaire/index.ts';
import type { Packing } from './packed-answers.ts';

/** A group of respondents in a report: those who gave one answer to a question about them. */
export interface RespondentGroup {
  readonly code: string;
  readonly label: string;
}

/** How responses are divided into groups. */
export interface Breakdown {
  readonly question: string;
  /** One per option in the order of the form, then those who gave none. */
  readonly groups: readonly RespondentGroup[];
  /** Place in `groups` of a response, from its packed answers. */
  readonly groupOf: (packed: string) => number;
}

/** Refusal: reports are broken down by questions about the respondent with one answer only. */
export interface QuestionNotProfile {
  readonly code: 'question.not-profile';
  readonly question: string;
}

export const noAnswerGroup = 'no-answer';
const noAnswerLabel = 'Không có câu trả lời';

/**
 * Answers: by which groups of people is a report on this question broken down?
 * Shape:   code of a question (groupQuestions) → its options as groups, and those without an answer as the last,
 *          so that the groups of a unit add up to the unit.
 * Missing: all kinds of missing are one group.
 * Errors:  question.not-profile for any other question.
 * Rule:    S-09
 */
export function createBreakdown(
  instrument: Instrument,
  packing: Packing,
  questionCode: string,
): Result<Breakdown, QuestionNotProfile> {
  const question = groupQuestions(instrument).find(({ code }) => code === questionCode);
  const field = packing.fieldByQuestion.get(questionCode);
  if (!question || !field) return refuse({ code: 'question.not-profile', question: questionCode });
  const options = optionsOf(instrument, question);
  const groupBySymbol = new Map(
    field.options.map((option, index) => [field.symbolByOption.get(option), index]),
  );
  return ok({
    question: questionCode,
    groups: [
      ...options.map(({ code, label }) => ({ code, label: label.vi })),
      { code: noAnswerGroup, label: noAnswerLabel },
    ],
    groupOf: (packed) => groupBySymbol.get(packed.charAt(field.start)) ?? options.length,
  });
}

/**
 * Answers: by which questions can a report be broken down?
 * Shape:   questions with one answer, in the order of the form: those that tell who answered, and those that tell what a
 *          person has done: the yes or no to one of several statements under one stem.
 * Rule:    S-09
 */
export const groupQuestions = (instrument: Instrument): readonly Question[] =>
  instrument.sections.flatMap(({ role, questions }) =>
    questions.filter(
      (question) =>
        question.kind === 'single' &&
        (role === 'profile' || (role === 'other' && isExperience(instrument, question))),
    ),
  );

const isExperience = (instrument: Instrument, question: Question): boolean =>
  question.stem !== undefined && optionsOf(instrument, question).length === 2;
