import { holds } from './evaluate.ts';
import type { Instrument, Question } from './instrument.ts';
import { questionsOf } from './lookup.ts';

/** Answers as they come: by question code, not yet judged. */
export type AnswersByCode = Readonly<Record<string, unknown>>;

/** Answers: what was answered to a question; undefined where nothing was, also for names that every object inherits. */
export const answerIn = (answers: AnswersByCode, code: string): unknown =>
  Object.hasOwn(answers, code) ? answers[code] : undefined;

/**
 * Answers: which questions must not be asked, given these answers?
 * Shape:   the questions that have a condition, in the order of the form, and the answers → codes of those that are not relevant.
 * Missing: the answer of a question that is not relevant counts as empty for every later condition, so skips chain.
 * Errors:  throws never.
 * Source:  XLSForm reference, "relevant"; ODK clears what is no longer relevant.
 * Rule:    Q-02
 */
export function irrelevantQuestions(
  conditional: readonly Question[],
  answers: AnswersByCode,
): ReadonlySet<string> {
  const irrelevant = new Set<string>();
  const scope = {
    answerOf: (code: string) => (irrelevant.has(code) ? undefined : answerIn(answers, code)),
  };
  let last: Question['relevant'];
  let lastHolds = true;
  for (const { code, relevant } of conditional) {
    if (relevant === undefined) continue;
    // Neighbours often share one condition: an indexed instrument holds it once, and it is judged once.
    if (relevant !== last) {
      last = relevant;
      lastHolds = holds(relevant, scope);
    }
    if (!lastHolds) irrelevant.add(code);
  }
  return irrelevant;
}

/** Answers: the answers without those of questions that are not relevant, as conditions see them. */
export function relevantAnswers(
  answers: AnswersByCode,
  irrelevant: ReadonlySet<string>,
): AnswersByCode {
  if (irrelevant.size === 0 || ![...irrelevant].some((code) => Object.hasOwn(answers, code)))
    return answers;
  return Object.fromEntries(Object.entries(answers).filter(([code]) => !irrelevant.has(code)));
}

/** Answers: which questions are to be asked, in the order of the form? */
export function relevantQuestions(
  instrument: Instrument,
  answers: AnswersByCode,
): readonly Question[] {
  const questions = questionsOf(instrument);
  const irrelevant = irrelevantQuestions(questions, answers);
  return questions.filter(({ code }) => !irrelevant.has(code));
}

/** Answers: is this question to be asked, given the answers before it? */
export function isRelevant(
  instrument: Instrument,
  question: Question,
  answers: AnswersByCode,
): boolean {
  return !irrelevantQuestions(questionsOf(instrument), answers).has(question.code);
}
