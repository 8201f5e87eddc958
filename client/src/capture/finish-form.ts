import {
  type Instant,
  type Result,
  isInstant,
  isSha256Hex,
  isUuid7,
  ok,
  refuse,
} from '@sipas/shared/kernel';
import {
  type Answer,
  type Answers,
  type IndexedInstrument,
  type ResponseFault,
  type VisitOutcome,
  isAnswered,
  judgeResponse,
} from '@sipas/shared/response';
import type { Question } from '@sipas/shared/questionnaire';
import type { Paradata } from '@sipas/shared/wire';
import type { Draft, FinishedForm } from '../ports/field-shelf.ts';
import { askedQuestions } from './interview-flow.ts';

/** The moment at which a form is finished, as the phone has it. */
export interface Moment {
  readonly wallMs: number;
  readonly utcOffsetMin: number;
  /** Since the last answer of the server in this run of the app; null when there was none. */
  readonly sinceContactMs: number | null;
}

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

/** How a visit ends without an interview. */
export type FruitlessOutcome = Exclude<VisitOutcome, 'met'>;

/**
 * Answers: the form that records a visit without an interview.
 * Shape:   what is known of the visit, as a draft; outcome; moment → form of kind 'visit' that carries the outcome alone.
 * Units:   milliseconds, whole.
 * Missing: consent was not given; its time is that of the outcome.
 * Errors:  throws on malformed ids (a defect).
 * Source:  the outcomes of a visit on the household screen; R-04.
 * Rule:    C-04
 */
export function finishVisit(draft: Draft, outcome: FruitlessOutcome, moment: Moment): FinishedForm {
  const consent = {
    given: false,
    at: instantOf(moment.wallMs),
    textVersion: draft.consent?.textVersion ?? 'none',
  };
  return formOf(draft, moment, { kind: 'visit', consent, answers: { outcome } });
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

interface Ending {
  readonly kind: 'final' | 'visit' | 'partial';
  readonly consent: NonNullable<Draft['consent']>;
  readonly answers: Answers;
}

function formOf(draft: Draft, moment: Moment, { kind, consent, answers }: Ending): FinishedForm {
  const { responseId, waveId, instrument, unit, household } = draft;
  if (
    !isUuid7(responseId) ||
    !isUuid7(waveId) ||
    !isSha256Hex(instrument.version) ||
    !isInstant(consent.at)
  )
    throw new Error(`draft ${responseId} is malformed`);
  return {
    responseId,
    revision: 1,
    kind,
    waveId,
    instrument: { id: instrument.id, version: instrument.version },
    catalogue: draft.catalogue,
    clock: {
      wall: instantOf(moment.wallMs),
      utcOffsetMin: moment.utcOffsetMin,
      activeMs: Math.round(draft.activeMs),
      sinceContactMs: moment.sinceContactMs === null ? null : Math.round(moment.sinceContactMs),
    },
    body: {
      unit: { commune: unit.commune, village: tidied(unit.village) },
      ...(household === null ? {} : { household: tidied(household) }),
      mode: draft.mode,
      language: draft.language,
      consent: { given: consent.given, at: consent.at, textVersion: consent.textVersion },
      answers,
      paradata: { questions: roundedTimings(draft.timings) },
    },
  };
}

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

// eslint-disable-next-line no-control-regex -- NUL is what this removes
const unprintable = /\u0000|\p{Surrogate}/gu;

/** NUL and half a letter of an emoji cannot come from a keyboard, only from a broken paste; no server takes them. */
const tidied = (text: string): string => text.replace(unprintable, '').normalize('NFC').trim();

function roundedTimings(timings: Draft['timings']): Paradata['questions'] {
  return Object.fromEntries(
    Object.entries(timings).map(([code, [visits, ms, changes]]) => [
      code,
      [visits, Math.round(ms), changes] as const,
    ]),
  );
}

function instantOf(wallMs: number): Instant {
  return new Date(wallMs).toISOString() as Instant;
}
