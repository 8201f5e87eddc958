import {
  type AnswersByCode,
  irrelevantQuestions,
  relevantAnswers,
  satisfiesConstraint,
} from '../questionnaire/index.ts';
import { isCleanText, judgeAnswer } from './answer-validity.ts';
import { missingAmong } from './completeness.ts';
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
  const fault = judgeEach(indexed, body.answers);
  if (fault !== null) return fault;

  const irrelevant = irrelevantQuestions(indexed.conditional, body.answers);
  const misplaced = judgeTogether(indexed, body.answers, irrelevant);
  if (misplaced !== null) return misplaced;
  if (kind !== 'final' && kind !== 'correction') return null;

  if (!body.consent.given) return { code: 'response.no-consent', questions: [] };
  const missing = missingAmong(indexed, body.answers, irrelevant);
  return missing.length === 0 ? null : { code: 'response.incomplete', questions: missing };
}

function hasCleanPlace({ unit, household }: JudgedBody): boolean {
  if (household !== undefined && !isCleanText(household)) return false;
  return unit === undefined || (isCleanText(unit.commune) && isCleanText(unit.village));
}

/** Each answer for itself. Nothing is allocated while all is well: this runs for every answer that arrives. */
function judgeEach(indexed: IndexedInstrument, answers: AnswersByCode): ResponseFault | null {
  let found: { code: ResponseFaultCode; questions: string[] } | null = null;
  for (const code of Object.keys(answers)) {
    const question = indexed.questions.get(code);
    const fault =
      question === undefined ? 'answer.unknown-question' : judgeAnswer(question, answers[code]);
    if (fault === null) continue;
    if (found === null || isGraver(fault, found.code)) found = { code: fault, questions: [code] };
    else if (fault === found.code) found.questions.push(code);
  }
  return found;
}

const isGraver = (code: ResponseFaultCode, than: ResponseFaultCode): boolean =>
  responseFaultCodes.indexOf(code) < responseFaultCodes.indexOf(than);

/** The answers in view of each other: nothing was answered that should not have been asked, no constraint is broken. */
function judgeTogether(
  indexed: IndexedInstrument,
  answers: AnswersByCode,
  irrelevant: ReadonlySet<string>,
): ResponseFault | null {
  const misplaced = [...irrelevant].filter(
    (code) => Object.hasOwn(answers, code) && !isUnasked(answers[code]),
  );
  if (misplaced.length > 0) return { code: 'answer.not-relevant', questions: misplaced };

  let seen: AnswersByCode | undefined;
  const broken: string[] = [];
  for (const question of indexed.constrained) {
    if (!Object.hasOwn(answers, question.code)) continue;
    seen ??= relevantAnswers(answers, irrelevant);
    if (!satisfiesConstraint(question, seen)) broken.push(question.code);
  }
  return broken.length === 0 ? null : { code: 'answer.constraint', questions: broken };
}

function isUnasked(answer: unknown): boolean {
  if (typeof answer !== 'object' || answer === null || !('missing' in answer)) return false;
  return answer.missing === 'not-asked' || answer.missing === 'left-blank';
}
