import { type Result, ok, refuse } from '@sipas/shared/kernel';
import type { Question } from '@sipas/shared/questionnaire';
import {
  type Answer,
  type Answers,
  type IndexedInstrument,
  type ResponseFault,
  isAnswered,
  judgeResponse,
} from '@sipas/shared/response';
import type { Draft, FinishedForm } from '../ports/field-shelf.ts';
import { type Moment, formOf, instantOf, tidied } from './form-of-draft.ts';
import { askedQuestions } from './interview-flow.ts';

/**
 * Answers: the finished form that a draft becomes, or why it cannot be finished yet.
 * Shape:   indexed instrument, draft, moment → form of kind 'final', revision 1, still without its place in the chain.
 *          Texts are trimmed and in normal form C; answers of questions that are not to be asked are dropped.
 * Units:   milliseconds, whole.
 * Missing: a question that was to be asked and has no answer says 'left-blank'; one that was not to be asked is absent.
 * Errors:  the fault of R-03 with its questions; throws on a draft whose ids or consent time are malformed (a defect).
 * Source:  the contract of the wire, protocol 1; decision D4.
 * Rule:    C-03
 */
export function finishForm(
  indexed: IndexedInstrument,
  draft: Draft,
  moment: Moment,
): Result<FinishedForm, ResponseFault> {
  const { consent } = draft;
  if (consent === null) return refuse({ code: 'response.no-consent', questions: [] });
  const answers = finishedAnswers(indexed, draft.answers);
  const fault = judgeResponse(indexed, 'final', { consent, answers });
  return fault === null
    ? ok(formOf(draft, moment, { kind: 'final', consent, answers }))
    : refuse(fault);
}

/**
 * Answers: the form that an interview becomes which its surveyor closes before its end, because the phone changes hands.
 * Shape:   indexed instrument (null: it is not on the phone), draft, moment → form of kind 'partial' with the answers that
 *          were given, texts trimmed and in normal form C; without the instrument every answer as it is.
 * Units:   milliseconds, whole.
 * Missing: what was not answered is absent; where consent was not given, it says so at the time of closing.
 * Errors:  throws on malformed ids (a defect).
 * Source:  contract of the wire, protocol 1: kind 'partial'; decision 0022.
 * Rule:    C-36
 */
export function finishPartial(
  indexed: IndexedInstrument | null,
  draft: Draft,
  moment: Moment,
): FinishedForm {
  const consent = draft.consent ?? {
    given: false,
    at: instantOf(moment.wallMs),
    textVersion: 'none',
  };
  return formOf(draft, moment, { kind: 'partial', consent, answers: givenAnswers(indexed, draft) });
}

function givenAnswers(indexed: IndexedInstrument | null, { answers }: Draft): Answers {
  if (indexed === null) return answers;
  return Object.fromEntries(
    askedQuestions(indexed, answers)
      .map((question) => [question.code, finishedAnswer(question, answers[question.code])] as const)
      .filter(([code, answer]) => Object.hasOwn(answers, code) && !isBlank(answer)),
  );
}

const isBlank = (answer: Answer): boolean =>
  typeof answer === 'object' && 'missing' in answer && answer.missing === 'left-blank';

function finishedAnswers(indexed: IndexedInstrument, given: Answers): Answers {
  return Object.fromEntries(
    askedQuestions(indexed, given).map((question) => [
      question.code,
      finishedAnswer(question, given[question.code]),
    ]),
  );
}

function finishedAnswer(question: Question, given: Answer | undefined): Answer {
  const answer = typeof given === 'string' ? tidied(given) : given;
  return answer !== undefined && isAnswered(question, answer) ? answer : { missing: 'left-blank' };
}
