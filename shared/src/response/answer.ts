import type { MissingKind } from '../questionnaire/index.ts';

/** One answer as it travels: an option code, several option codes, a number, a free text, or why there is none. */
export type Answer = string | readonly string[] | number | { readonly missing: MissingKind };

/** All answers of one response, by question code. A question without an entry was not reached. */
export type Answers = Readonly<Record<string, Answer>>;

/** Answers: does this say why an answer is missing? */
export function isMissing(answer: Answer | undefined): answer is { readonly missing: MissingKind } {
  return typeof answer === 'object' && 'missing' in answer;
}
