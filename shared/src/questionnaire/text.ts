import type { Text } from './instrument.ts';

/**
 * Answers: what does this text say in a language?
 * Shape:   text and language code → the text in that language.
 * Missing: a language without a text falls back to Vietnamese.
 * Source:  decision D16.
 * Rule:    Q-03
 */
export function textIn(text: Text, language: string): string {
  const wanted = Object.hasOwn(text, language) ? text[language] : undefined;
  return wanted === undefined || wanted === '' ? text.vi : wanted;
}
