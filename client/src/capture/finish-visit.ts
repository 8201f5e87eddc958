import type { VisitOutcome } from '@sipas/shared/response';
import type { Draft, FinishedForm } from '../ports/field-shelf.ts';
import { type Moment, formOf, instantOf } from './form-of-draft.ts';

/** How a visit ends without an interview. */
export type FruitlessOutcome = Exclude<VisitOutcome, 'met'>;

/**
 * Answers: the form that records a visit without an interview.
 * Shape:   what is known of the visit, as a draft; outcome; moment; version of the text of consent that was
 *          shown → form of kind 'visit' that carries the outcome alone.
 * Units:   milliseconds, whole.
 * Missing: consent was not given; its time is that of the outcome. Who was shown no text refused none: 'none'.
 * Errors:  throws on malformed ids (a defect).
 * Source:  the outcomes of a visit on the household screen; R-04.
 * Rule:    C-04
 */
export function finishVisit(
  draft: Draft,
  outcome: FruitlessOutcome,
  moment: Moment,
  textVersion = 'none',
): FinishedForm {
  const consent = { given: false, at: instantOf(moment.wallMs), textVersion };
  return formOf(draft, moment, { kind: 'visit', consent, answers: { outcome } });
}
