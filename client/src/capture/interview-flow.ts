import { type Question, irrelevantQuestions } from '@sipas/shared/questionnaire';
import type { IndexedInstrument } from '@sipas/shared/response';
import type { Draft } from '../ports/field-shelf.ts';

/** The fixed steps of an interview; no question code begins with "@". */
export const consentStep = '@consent';
export const reviewStep = '@review';

/** What decides where an interview goes next. */
export type Standing = Pick<Draft, 'answers' | 'timings' | 'position'>;

/** Answers: which questions are to be asked, given these answers, in the order of the form? */
export function askedQuestions(
  indexed: IndexedInstrument,
  answers: Draft['answers'],
): readonly Question[] {
  const irrelevant = irrelevantQuestions(indexed.conditional, answers);
  return [...indexed.questions.values()]
    .map(({ question }) => question)
    .filter(({ code }) => !irrelevant.has(code));
}

/**
 * Answers: what comes after this step?
 * Shape:   indexed instrument and standing → question code or "@review".
 *          consent → first question to be asked; question → the next one to be asked; the last one → review.
 *          Once every question to be asked has been left before (`timings` has it), each leads back to the review:
 *          whoever mends one answer at the end is not led through the rest again.
 * Errors:  throws never; an unknown position counts as before the first question.
 * Source:  one thing per page, then check your answers (GOV.UK Design System); XLSForm `relevant`.
 * Rule:    C-01
 */
export function nextPosition(indexed: IndexedInstrument, standing: Standing): string {
  const { answers, timings, position } = standing;
  if (position === reviewStep) return reviewStep;
  const asked = askedQuestions(indexed, answers);
  const isLeft = ({ code }: Question): boolean => code === position || Object.hasOwn(timings, code);
  if (position !== consentStep && asked.every(isLeft)) return reviewStep;
  return (
    asked.find(({ code }) => placeOf(indexed, code) > placeOf(indexed, position))?.code ??
    reviewStep
  );
}

/** Answers: what came before this step? The first question leads back to the consent, which leads nowhere. */
export function previousPosition(
  indexed: IndexedInstrument,
  { answers, position }: Pick<Draft, 'answers' | 'position'>,
): string {
  const before = askedQuestions(indexed, answers).filter(
    ({ code }) => position === reviewStep || placeOf(indexed, code) < placeOf(indexed, position),
  );
  return before.at(-1)?.code ?? consentStep;
}

/**
 * Answers: at which step does an interview open, as it lies on the phone?
 * Shape:   its position, where that is a fixed step or a question to be asked; else the next question to be asked.
 */
export function openPosition(indexed: IndexedInstrument, standing: Standing): string {
  const { answers, position } = standing;
  if (position === consentStep || position === reviewStep) return position;
  const isAsked = askedQuestions(indexed, answers).some(({ code }) => code === position);
  return isAsked ? position : nextPosition(indexed, standing);
}

/** Place in the form, from 0; what is not a question stands before the first. */
function placeOf(indexed: IndexedInstrument, position: string): number {
  return indexed.questions.get(position)?.position ?? -1;
}
