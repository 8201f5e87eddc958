import type { Instrument } from '../questionnaire/index.ts';

/**
 * Answers: does the version of a text of consent name another text than before?
 * Shape:   instrument, and all others with their versions → the languages in which the same version says something else, in
 *          the order of the instrument. A language that the other lacks is no other text: a translation may be added.
 * Errors:  throws never.
 * Source:  Law 91/2025/QH15: consent must be verifiable, and a form names the text by this version; decision 106.
 * Rule:    Y-04
 */
export function rewordedConsent(
  { consent }: Pick<Instrument, 'consent'>,
  others: readonly Pick<Instrument, 'consent'>[],
): string[] {
  const same = others.filter((other) => other.consent.version === consent.version);
  return Object.keys(consent.text).filter((language) =>
    same.some(({ consent: { text } }) => {
      const before = text[language];
      return before !== undefined && before !== consent.text[language];
    }),
  );
}
