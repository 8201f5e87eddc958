import { holds } from './evaluate.ts';
import type { Question } from './instrument.ts';
import { type AnswersByCode, answerIn } from './skip-logic.ts';

/**
 * Answers: does the answer of a question satisfy its constraint?
 * Shape:   question and the answers of relevant questions → true or false.
 * Missing: what is not answered breaks no constraint; whether it must be answered is another rule.
 * Errors:  throws never.
 * Source:  XLSForm reference, "constraint".
 * Rule:    Q-05
 */
export function satisfiesConstraint(question: Question, answers: AnswersByCode): boolean {
  if (question.constraint === undefined) return true;
  const self = answerIn(answers, question.code);
  if (!isGiven(self)) return true;
  return holds(question.constraint.holds, { self, answerOf: (code) => answerIn(answers, code) });
}

function isGiven(answer: unknown): boolean {
  if (typeof answer === 'number') return true;
  return (typeof answer === 'string' || Array.isArray(answer)) && answer.length > 0;
}
