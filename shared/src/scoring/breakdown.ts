import { ok, refuse, type Result } from '../kernel/index.ts';
import { type Instrument, optionsOf, type Question } from '../questionnaire/index.ts';
import { type ResponseMode, responseModes } from '../response/index.ts';
import type { Packing } from './packed-answers.ts';

/** A group of respondents in a report: those who gave one answer to a question about them. */
export interface RespondentGroup {
  readonly code: string;
  readonly label: string;
}

/** What of a response may tell to which group it belongs. */
export interface DividedResponse {
  readonly packed: string;
  readonly mode: string;
}

/** How responses are divided into groups. */
export interface Breakdown {
  /** Code of the question, or the word for how the form was filled. */
  readonly question: string;
  /** One per option in the order of the form, then those who gave none. */
  readonly groups: readonly RespondentGroup[];
  /** Place in `groups` of a response. */
  readonly groupOf: (response: DividedResponse) => number;
}

/** Refusal: reports are broken down by questions about the respondent with one answer only. */
export interface QuestionNotProfile {
  readonly code: 'question.not-profile';
  readonly question: string;
}

export const noAnswerGroup = 'no-answer';
const noAnswerLabel = 'Không có câu trả lời';

/** Divides responses by how the form was filled, which is no question of the form. */
export const modeDivision = { code: 'mode', label: 'Cách làm phiếu' } as const;

const modeLabels: Readonly<Record<ResponseMode, string>> = {
  interview: 'Phỏng vấn trực tiếp',
  'hand-over': 'Tự trả lời trên máy',
  home: 'Tự trả lời tại nhà',
  paper: 'Nhập từ phiếu giấy',
};

/**
 * Answers: by which groups of people is a report on this question broken down?
 * Shape:   code of a question (groupQuestions) → its options as groups, and those without an answer as the last;
 *          `mode` → how the form was filled (decision D14), unknown words as the last; so that the groups of a unit add up
 *          to the unit.
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
  if (!question && questionCode === modeDivision.code) return ok(byMode());
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
    groupOf: ({ packed }) => groupBySymbol.get(packed.charAt(field.start)) ?? options.length,
  });
}

function byMode(): Breakdown {
  const places = new Map<string, number>(responseModes.map((mode, place) => [mode, place]));
  return {
    question: modeDivision.code,
    groups: [
      ...responseModes.map((code) => ({ code, label: modeLabels[code] })),
      { code: 'other', label: 'Cách khác' },
    ],
    groupOf: ({ mode }) => places.get(mode) ?? responseModes.length,
  };
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
