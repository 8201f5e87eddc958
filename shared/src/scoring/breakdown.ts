import { ok, refuse, type Result } from '../kernel/index.ts';
import type { Instrument } from '../questionnaire/index.ts';
import type { Packing } from './packed-answers.ts';

/** A group of respondents in a report: those who gave one answer to a profile question. */
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

/** Refusal: reports are broken down by profile questions with one answer only. */
export interface QuestionNotProfile {
  readonly code: 'question.not-profile';
  readonly question: string;
}

export const noAnswerGroup = 'no-answer';
const noAnswerLabel = 'Không có câu trả lời';

/**
 * Answers: by which groups of people is a report on this question broken down?
 * Shape:   code of a profile question with one answer → its options as groups, and those without an answer as the last,
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
  const question = profileQuestions(instrument).find(({ code }) => code === questionCode);
  const field = packing.fieldByQuestion.get(questionCode);
  if (!question || !field) return refuse({ code: 'question.not-profile', question: questionCode });
  const options = instrument.choiceLists[question.choices ?? ''] ?? [];
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

/** Answers: by which questions can a report be broken down? */
export const profileQuestions = (instrument: Instrument): Instrument['sections'][0]['questions'] =>
  instrument.sections
    .filter((section) => section.role === 'profile')
    .flatMap((section) => section.questions)
    .filter((question) => question.kind === 'single');
