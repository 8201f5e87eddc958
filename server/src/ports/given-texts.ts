import { type Instrument, questionsOf } from '@sipas/shared/questionnaire';
import type { ClearEnvelope } from '@sipas/shared/wire';

/** Answers: which questions of a form do people answer in their own words, for others to read (decision D15)? */
export const textQuestions = (definition: Instrument): readonly string[] =>
  questionsOf(definition)
    .filter(({ kind, sensitive }) => kind === 'text' && sensitive !== true)
    .map(({ code }) => code);

/** What somebody said in their own words. */
export interface GivenText {
  readonly question: string;
  /** As typed, without blanks around. */
  readonly text: string;
}

/**
 * Answers: what was said in own words in a response that the rules accept?
 * Shape:   envelope and its instrument → a text for each question that has one, in the order of the form; most responses have
 *          none. The same bytes always give the same texts: storing uses it once, verifying again.
 * Missing: left blank, or nothing but blanks, is no text; visits and withdrawals have none.
 * Source:  decisions D15 and 85.
 * Rule:    T-08
 */
export function givenTexts(
  { kind, body }: ClearEnvelope,
  { texts }: { readonly texts: readonly string[] },
): readonly GivenText[] {
  if (kind === 'visit' || kind === 'withdrawal') return noTexts;
  let given: GivenText[] | undefined;
  for (const question of texts) {
    const answer = body.answers[question];
    if (typeof answer !== 'string') continue;
    const text = answer.trim();
    if (text !== '') (given ??= []).push({ question, text });
  }
  return given ?? noTexts;
}

const noTexts: readonly GivenText[] = [];
