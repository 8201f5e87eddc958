import {
  type AnswersByCode,
  type Question,
  answerIn,
  irrelevantQuestions,
  isRequired,
  relevantAnswers,
} from '../questionnaire/index.ts';
import type { IndexedInstrument } from './indexed-instrument.ts';

/**
 * Answers: which required questions still lack an answer?
 * Shape:   indexed instrument and answers → question codes in the order of the form; empty means complete.
 * Missing: 'refused' and 'dont-know' answer a question that offers them; 'left-blank', 'not-asked', a blank text and an
 *          empty selection do not. A question that is not relevant lacks nothing.
 * Errors:  throws never.
 * Source:  decision D12 (all required items answered).
 * Rule:    R-02
 */
export function missingRequired(
  indexed: IndexedInstrument,
  answers: AnswersByCode,
): readonly string[] {
  return missingAmong(indexed, answers, irrelevantQuestions(indexed.conditional, answers));
}

/** The same, where it is known already which questions are not relevant. */
export function missingAmong(
  indexed: IndexedInstrument,
  answers: AnswersByCode,
  irrelevant: ReadonlySet<string>,
): readonly string[] {
  const lacks = (question: Question): boolean =>
    !isAnswered(question, answerIn(answers, question.code)) && !irrelevant.has(question.code);
  const missing = indexed.alwaysRequired.filter(lacks);
  if (indexed.sometimesRequired.length === 0) return missing.map(({ code }) => code);

  const seen = relevantAnswers(answers, irrelevant);
  const sometimes = indexed.sometimesRequired.filter(
    (question) => lacks(question) && isRequired(question, seen),
  );
  const place = ({ code }: Question): number => indexed.questions.get(code)?.position ?? 0;
  return [...missing, ...sometimes].sort((a, b) => place(a) - place(b)).map(({ code }) => code);
}

/** Answers: does this answer a question, so that it need not be asked again? */
export function isAnswered(question: Question, answer: unknown): boolean {
  if (typeof answer === 'string') return answer.trim() !== '';
  if (typeof answer === 'number') return true;
  if (Array.isArray(answer)) return answer.length > 0;
  if (typeof answer !== 'object' || answer === null || !('missing' in answer)) return false;
  const { missing } = answer;
  return (
    (missing === 'refused' || missing === 'dont-know') &&
    question.offers?.includes(missing) === true
  );
}
