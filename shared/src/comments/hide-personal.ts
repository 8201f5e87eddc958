import { findNames } from './find-names.ts';
import type { Stretch } from './stretch.ts';

/** What is kept from a reader until somebody asks for it by name and with a reason. */
export type PersonalKind = 'phone' | 'email' | 'id-number' | 'name';

/** A stretch of a text: shown as it is, or hidden, of which only the kind is told. */
export type TextPart = { readonly text: string } | { readonly hidden: PersonalKind };

const digits = '(?:[\\s.\\-()]{0,2}\\d)';
/** Money is written with as many digits as an old identity card. */
const noMoney = '(?!\\d|[\\s.,]*(?:đồng|đ|vnđ|vnd|triệu|tỷ|tỉ)(?![\\p{L}]))';
const patterns: readonly (readonly [PersonalKind, RegExp])[] = [
  ['email', /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu],
  ['id-number', new RegExp(`(?<!\\d)\\d(?: ?\\d){11}${noMoney}`, 'giu')],
  ['phone', new RegExp(`(?<!\\d|\\d[.,])(?:\\(?\\+?84\\)?|\\(?0)${digits}{8,10}(?!\\d)`, 'gu')],
  ['id-number', new RegExp(`(?<!\\d)\\d(?: ?\\d){8}${noMoney}`, 'giu')],
];

/**
 * Answers: what of a text could lead to a person: telephone numbers, addresses of e-mail, numbers of identity cards, names?
 * Shape:   text → its parts in order, in normal form C; a text without any of these is one part, an empty one none.
 * Limits:  a help against carelessness, no proof: a name without a title and without a known family name stays, a place that
 *          is called like a person may be hidden.
 * Source:  decision D15; Circular 27/2012 and Decree 137/2015 for the length of numbers (nine and twelve digits).
 * Rule:    T-01
 */
export function hidePersonal(typed: string): readonly TextPart[] {
  const text = typed.normalize('NFC');
  const found: (Stretch & { readonly kind: PersonalKind })[] = [];
  const isFree = ({ from, to }: Stretch): boolean =>
    found.every((other) => to <= other.from || from >= other.to);
  for (const [kind, pattern] of patterns)
    for (const match of text.matchAll(pattern)) {
      const stretch = { from: match.index, to: match.index + match[0].length };
      if (isFree(stretch)) found.push({ ...stretch, kind });
    }
  for (const stretch of findNames(text))
    if (isFree(stretch)) found.push({ ...stretch, kind: 'name' });

  const parts: TextPart[] = [];
  let at = 0;
  for (const { from, to, kind } of found.sort((a, b) => a.from - b.from)) {
    if (from > at) parts.push({ text: text.slice(at, from) });
    parts.push({ hidden: kind });
    at = to;
  }
  if (at < text.length) parts.push({ text: text.slice(at) });
  return parts;
}

/** Answers: the text that may be searched and shown to everybody, with a word of the caller's for what is hidden. */
export const shownText = (typed: string, wordFor: (kind: PersonalKind) => string): string =>
  hidePersonal(typed)
    .map((part) => ('text' in part ? part.text : wordFor(part.hidden)))
    .join('');
