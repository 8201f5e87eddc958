import type { ThemeRule } from '@sipas/shared/comments';

/** PostgreSQL keeps no longer word; nobody types one. */
const mostLetters = 500;

/**
 * Answers: how do the words of a text become what PostgreSQL searches?
 * Shape:   words with a blank between them (T-03) → each word with its places, as the server reads it without a parser or a
 *          dictionary of its own: those would cut numbers and names otherwise than SQLite's index of words does.
 * Source:  PostgreSQL 18, 8.11.1 tsvector.
 * Rule:    Z-05
 */
export function searchVector(words: string): string {
  return words
    .split(' ')
    .filter((word) => word !== '')
    .map((word, index) => `${quoted(word)}:${String(index + 1)}`)
    .join(' ');
}

/** Answers: the question for texts in which each of these words begins a word. */
export const beginningsQuery = (words: readonly string[]): string =>
  words.map((word) => `${quoted(word)}:*`).join(' & ');

/** Answers: the question for texts that speak of a theme by its rules (T-05), any of them. */
export const rulesQuery = (rules: readonly ThemeRule[]): string =>
  rules.map((rule) => `(${printRule(rule)})`).join(' | ');

function printRule({ anyOf, allOf, noneOf }: ThemeRule): string {
  const any = (phrases: readonly string[]): string => `(${phrases.map(phrase).join(' | ')})`;
  return [
    ...(anyOf.length > 0 ? [any(anyOf)] : []),
    ...allOf.map(phrase),
    ...(noneOf.length > 0 ? [`!${any(noneOf)}`] : []),
  ].join(' & ');
}

/** Phrases hold letters, digits and blanks alone. */
const phrase = (text: string): string =>
  `(${text
    .split(' ')
    .filter((word) => word !== '')
    .map(quoted)
    .join(' <-> ')})`;

const quoted = (word: string): string => `'${word.slice(0, mostLetters)}'`;
