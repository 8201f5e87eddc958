import { foldText } from '../kernel/index.ts';
import type { Stretch } from './stretch.ts';

/** More words than anybody types make a search no better. */
const mostWords = 10;
const mostLetters = 40;

/**
 * Answers: the words that a search asks for, every one of which must begin a word of a text, in any order.
 * Shape:   what was typed → words without accents and case, at most ten; empty: everything is found.
 * Rule:    T-03
 */
export const searchWords = (typed: string): readonly string[] =>
  (foldText(typed).match(/[\p{L}\p{N}]+/gu) ?? [])
    .slice(0, mostWords)
    .map((word) => word.slice(0, mostLetters));

/** Answers: a text as it is searched: its words without accents and case, one blank between them. */
export const searchText = (text: string): string =>
  (foldText(text).match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');

/** Answers: the stretches of a text that a search found, in order, for showing why it was found. */
export function findHits(text: string, words: readonly string[]): readonly Stretch[] {
  if (words.length === 0) return [];
  const hits: Stretch[] = [];
  for (const { 0: word, index } of text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    const folded = foldText(word);
    if (words.some((asked) => folded.startsWith(asked)))
      hits.push({ from: index, to: index + word.length });
  }
  return hits;
}
