import { type TextPart, findHits } from '@sipas/shared/comments';

/** A stretch of a comment as it is drawn. */
export type Piece =
  | { readonly tag: 'text' | 'hit'; readonly text: string }
  | { readonly tag: 'hidden'; readonly kind: Extract<TextPart, { hidden: unknown }>['hidden'] };

/** Answers: the pieces of a comment in order, those that the search found apart. */
export const shownPieces = (
  parts: readonly TextPart[],
  words: readonly string[],
): readonly Piece[] =>
  parts.flatMap((part) =>
    'text' in part ? piecesOf(part.text, words) : [{ tag: 'hidden' as const, kind: part.hidden }],
  );

function piecesOf(text: string, words: readonly string[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { from, to } of findHits(text, words)) {
    if (from > at) pieces.push({ tag: 'text', text: text.slice(at, from) });
    pieces.push({ tag: 'hit', text: text.slice(from, to) });
    at = to;
  }
  if (at < text.length) pieces.push({ tag: 'text', text: text.slice(at) });
  return pieces;
}

const startLength = 40;

/** Answers: the beginning of a comment, by which it is named to who hears it. */
export function startOf(parts: readonly TextPart[]): string {
  const text = parts.map((part) => ('text' in part ? part.text : '…')).join('');
  return text.length > startLength ? `${text.slice(0, startLength).trimEnd()}…` : text;
}
