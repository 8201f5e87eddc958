import {
  type AnswersByCode,
  irrelevantQuestions,
  relevantAnswers,
  satisfiesConstraint,
} from '../questionnaire/index.ts';
import { isCleanText, judgeAnswer } from './answer-validity.ts';
import { isAnswered, missingAmong } from './completeness.ts';
import type { IndexedInstrument } from './indexed-instrument.ts';
import {
  type ResponseFault,
  type ResponseFaultCode,
  responseFaultCodes,
} from './response-fault.ts';
import type { ResponseKind } from './response-kind.ts';
import { judgeVisit } from './visit.ts';

/** What of a body is judged here; its shape was parsed before. */
export interface JudgedBody {
  readonly unit?: { readonly commune: string; readonly village: string };
  readonly household?: string | undefined;
  readonly consent: { readonly given: boolean };
  readonly answers: AnswersByCode;
}

/**
 * Answers: may this response be stored as good, and if not, why?
 * Shape:   indexed instrument, kind and body → null, or one fault with all questions it concerns, in the order in which
 *          the answers came (of the form for response.incomplete).
 * Missing: as in the rules of one answer and of completeness. A question that is not relevant may be absent or say
 *          'not-asked' or 'left-blank', nothing else.
 * Errors:  the codes above, one at a time. 'final' and 'correction' need consent and completeness; 'partial' and
 *          'withdrawal' need answers that fit; 'visit' may carry its outcome only. Throws never, whatever the answers.
 * Source:  decisions D4 and D12; the contract of the wire, protocol 1.
 * Rule:    R-03
 */
export function judgeResponse(
  indexed: IndexedInstrument,
  kind: ResponseKind,
  body: JudgedBody,
): ResponseFault | null {
  if (!hasCleanPlace(body)) return { code: 'envelope.bad-text', questions: [] };
  if (kind === 'visit') return judgeVisit(body.answers);
  const reading = readAnswers(indexed, body.answers);
  if (reading.fault !== null) return reading.fault;

  const irrelevant =
    reading.hasConditional || indexed.hasConditionalDuty
      ? irrelevantQuestions(indexed.conditional, body.answers)
      : none;
  const misplaced = judgeTogether(indexed, body.answers, { irrelevant, reading });
  if (misplaced !== null) return misplaced;
  if (kind !== 'final' && kind !== 'correction') return null;

  if (!body.consent.given) return { code: 'response.no-consent', questions: [] };
  if (reading.duties === countDuties(indexed, irrelevant)) return null;
  const missing = missingAmong(indexed, body.answers, irrelevant);
  return missing.length === 0 ? null : { code: 'response.incomplete', questions: missing };
}

const none: ReadonlySet<string> = new Set();

function hasCleanPlace({ unit, household }: JudgedBody): boolean {
  if (household !== undefined && !isCleanText(household)) return false;
  return unit === undefined || (isCleanText(unit.commune) && isCleanText(unit.village));
}

/** What one pass over the answers tells. */
interface Reading {
  fault: { code: ResponseFaultCode; questions: string[] } | null;
  /** How many always required questions are answered. */
  duties: number;
  hasConditional: boolean;
  hasConstrained: boolean;
}

/** Each answer for itself, in one pass that allocates next to nothing: this runs for every answer that arrives. */
function readAnswers(indexed: IndexedInstrument, answers: AnswersByCode): Reading {
  const reading: Reading = { fault: null, duties: 0, hasConditional: false, hasConstrained: false };
  // A loop over the members is many times as fast as Object.keys here; answers are parsed JSON and inherit nothing.
  for (const code in answers) {
    const answer = answers[code];
    const entry = indexed.questions.get(code);
    const fault = entry === undefined ? 'answer.unknown-question' : judgeAnswer(entry, answer);
    if (entry === undefined || fault !== null) {
      note(reading, fault ?? 'answer.unknown-question', code);
      continue;
    }
    if (entry.isConditional) reading.hasConditional = true;
    if (entry.isConstrained) reading.hasConstrained = true;
    if (entry.isAlwaysRequired && isAnswered(entry.question, answer)) reading.duties += 1;
  }
  return reading;
}

function note(reading: Reading, code: ResponseFaultCode, question: string): void {
  const { fault } = reading;
  if (fault === null || isGraver(code, fault.code)) reading.fault = { code, questions: [question] };
  else if (code === fault.code) fault.questions.push(question);
}

const isGraver = (code: ResponseFaultCode, than: ResponseFaultCode): boolean =>
  responseFaultCodes.indexOf(code) < responseFaultCodes.indexOf(than);

/** How many answers complete the form, where that can be told by counting; otherwise a number that no count reaches. */
function countDuties(indexed: IndexedInstrument, irrelevant: ReadonlySet<string>): number {
  if (indexed.sometimesRequired.length > 0) return Infinity;
  let duties = indexed.alwaysRequired.length;
  for (const code of irrelevant)
    if (indexed.questions.get(code)?.isAlwaysRequired === true) duties -= 1;
  return duties;
}

/** The answers in view of each other: nothing was answered that should not have been asked, no constraint is broken. */
function judgeTogether(
  indexed: IndexedInstrument,
  answers: AnswersByCode,
  { irrelevant, reading }: { irrelevant: ReadonlySet<string>; reading: Reading },
): ResponseFault | null {
  if (reading.hasConditional) {
    const misplaced = [...irrelevant].filter(
      (code) => Object.hasOwn(answers, code) && !isUnasked(answers[code]),
    );
    if (misplaced.length > 0) return { code: 'answer.not-relevant', questions: misplaced };
  }
  if (!reading.hasConstrained) return null;

  const seen = relevantAnswers(answers, irrelevant);
  const broken = indexed.constrained.filter((question) => !satisfiesConstraint(question, seen));
  return broken.length === 0
    ? null
    : { code: 'answer.constraint', questions: broken.map(({ code }) => code) };
}

function isUnasked(answer: unknown): boolean {
  if (typeof answer !== 'object' || answer === null || !('missing' in answer)) return false;
  return answer.missing === 'not-asked' || answer.missing === 'left-blank';
}
