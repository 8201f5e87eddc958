import { holds } from './evaluate.ts';
import type { Question } from './instrument.ts';
import { type AnswersByCode, answerIn } from './skip-logic.ts';

/**
 * Answers: must this question be answered, given that it is asked?
 * Shape:   question and the answers of relevant questions → true or false; without a condition never.
 * Errors:  throws never.
 * Source:  XLSForm reference, "required".
 * Rule:    Q-04
 */
export function isRequired(question: Question, answers: AnswersByCode): boolean {
  return (
    question.required !== undefined &&
    holds(question.required, { answerOf: (code) => answerIn(answers, code) })
  );
}
