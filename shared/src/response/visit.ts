import type { AnswersByCode } from '../questionnaire/index.ts';
import type { ResponseFault } from './response-fault.ts';

/** How a visit to a household can end without a form: met, nobody there, refused, address not found, nobody eligible. */
export const visitOutcomes = ['met', 'away', 'refused', 'not-found', 'ineligible'] as const;
export type VisitOutcome = (typeof visitOutcomes)[number];

/**
 * Answers: does the record of a visit say how it ended, and nothing else?
 * Shape:   answers → null, or one fault. Only `outcome` is allowed, with one of the five outcomes; it may be absent.
 * Errors:  answer.unknown-question, answer.wrong-type, answer.unknown-option. Throws never.
 * Source:  the outcomes of a visit on the household screen of the field app.
 * Rule:    R-04
 */
export function judgeVisit(answers: AnswersByCode): ResponseFault | null {
  const unknown = Object.keys(answers).filter((code) => code !== 'outcome');
  if (unknown.length > 0) return { code: 'answer.unknown-question', questions: unknown };
  if (!Object.hasOwn(answers, 'outcome')) return null;
  const { outcome } = answers;
  if (typeof outcome !== 'string') return { code: 'answer.wrong-type', questions: ['outcome'] };
  const isKnown = (visitOutcomes as readonly string[]).includes(outcome);
  return isKnown ? null : { code: 'answer.unknown-option', questions: ['outcome'] };
}
