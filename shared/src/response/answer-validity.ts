import type { IndexedQuestion } from './indexed-instrument.ts';

/** Longest free text, in characters; a question may ask for less by its constraint. */
export const longestText = 5_000;

/** What can be wrong with one answer, whatever the others say. */
export type AnswerFault =
  'envelope.bad-text' | 'answer.wrong-type' | 'answer.unknown-option' | 'answer.constraint';

/**
 * Answers: is this an answer that its question can have at all?
 * Shape:   indexed question and any value → null, or what is wrong.
 *          single: one option code · multiple: list of different option codes, may be empty · number: a whole number ·
 *          text: up to 5,000 characters, may be empty, as typed (normal form C is not asked for).
 * Missing: { missing: 'left-blank' | 'not-asked' } fits every question, 'refused' and 'dont-know' where they are offered.
 * Errors:  wrong-type; unknown-option (also an option twice, or a missing kind that is not offered); constraint (text too
 *          long); bad-text (NUL or half a surrogate pair). Throws never.
 * Rule:    R-01
 */
export function judgeAnswer(indexed: IndexedQuestion, answer: unknown): AnswerFault | null {
  if (typeof answer === 'object' && answer !== null && !Array.isArray(answer))
    return judgeMissing(indexed, answer);
  switch (indexed.kind) {
    case 'single':
      if (typeof answer !== 'string') return 'answer.wrong-type';
      return indexed.options.has(answer) ? null : 'answer.unknown-option';
    case 'multiple':
      return judgeSelection(indexed.options, answer);
    case 'number':
      return Number.isSafeInteger(answer) ? null : 'answer.wrong-type';
    case 'text':
      return judgeText(answer);
  }
}

function judgeMissing({ question }: IndexedQuestion, answer: object): AnswerFault | null {
  const kind: unknown = Object.hasOwn(answer, 'missing')
    ? (answer as { readonly missing: unknown }).missing
    : undefined;
  if (Object.keys(answer).length !== 1) return 'answer.wrong-type';
  if (kind === 'left-blank' || kind === 'not-asked') return null;
  if (kind !== 'refused' && kind !== 'dont-know') return 'answer.wrong-type';
  return question.offers?.includes(kind) === true ? null : 'answer.unknown-option';
}

function judgeSelection(options: ReadonlySet<string>, answer: unknown): AnswerFault | null {
  if (!Array.isArray(answer)) return 'answer.wrong-type';
  const chosen: readonly unknown[] = answer;
  for (let place = 0; place < chosen.length; place += 1) {
    const option = chosen[place];
    if (typeof option !== 'string') return 'answer.wrong-type';
    if (!options.has(option) || chosen.indexOf(option) !== place) return 'answer.unknown-option';
  }
  return null;
}

function judgeText(answer: unknown): AnswerFault | null {
  if (typeof answer !== 'string') return 'answer.wrong-type';
  if (!isCleanText(answer)) return 'envelope.bad-text';
  return isAtMost(answer, longestText) ? null : 'answer.constraint';
}

// eslint-disable-next-line no-control-regex -- NUL is what this refuses
const unclean = /\u0000|\p{Surrogate}/u;

/** Answers: can every database and file carry this text: no NUL, no half of a surrogate pair? */
export const isCleanText = (text: string): boolean => !unclean.test(text);

/** Characters are code points; only a text that could be too long is counted. */
function isAtMost(text: string, limit: number): boolean {
  if (text.length <= limit) return true;
  if (text.length > 2 * limit) return false;
  let count = 0;
  for (const _character of text) count += 1;
  return count <= limit;
}
