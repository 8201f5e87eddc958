/** A stretch of one of two texts: words that both have, or that it has alone. */
export interface MarkedStretch {
  readonly text: string;
  readonly isOwn: boolean;
}

/** Beyond so many pairs of words a text is another text, not a mended one. */
const mostPairs = 250_000;

/**
 * Answers: which words of two texts does the other not have?
 * Shape:   two texts → each cut into stretches that, put together, are the text again; as many words as possible are shared,
 *          in their order. A side that is not there has no stretch, and the other is not marked: all of it is new.
 * Errors:  throws never.
 * Source:  longest common subsequence; Hunt and McIlroy 1976.
 * Rule:    W-43
 */
export function markWords(
  before: string | null,
  after: string | null,
): { readonly before: readonly MarkedStretch[]; readonly after: readonly MarkedStretch[] } {
  if (before === null || after === null)
    return { before: whole(before ?? ''), after: whole(after ?? '') };
  const [old, fresh] = [wordsOf(before), wordsOf(after)];
  if (old.length * fresh.length > mostPairs)
    return { before: [{ text: before, isOwn: true }], after: [{ text: after, isOwn: true }] };
  const shared = sharedWords(old, fresh);
  return {
    before: stretches(old, new Set(shared.map(([place]) => place))),
    after: stretches(fresh, new Set(shared.map(([, place]) => place))),
  };
}

const whole = (text: string): readonly MarkedStretch[] =>
  text === '' ? [] : [{ text, isOwn: false }];

/** Words, and what stands between them, each by itself. */
const wordsOf = (text: string): readonly string[] =>
  text.match(/[\p{L}\p{M}\p{N}]+|\s+|[^\p{L}\p{M}\p{N}\s]/gu) ?? [];

/** Places in both lists of a longest run of shared words. */
function sharedWords(
  old: readonly string[],
  fresh: readonly string[],
): readonly (readonly [number, number])[] {
  // At [i][j]: how many words the rests from i and from j share.
  const width = fresh.length + 1;
  const counts = new Uint32Array((old.length + 1) * width);
  const at = (i: number, j: number): number => counts[i * width + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i -= 1)
    for (let j = fresh.length - 1; j >= 0; j -= 1)
      counts[i * width + j] =
        old[i] === fresh[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const pairs: (readonly [number, number])[] = [];
  for (let i = 0, j = 0; i < old.length && j < fresh.length;) {
    if (old[i] === fresh[j]) {
      pairs.push([i, j]);
      i += 1;
      j += 1;
    } else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return pairs;
}

/** Neighbours of one kind are one stretch, also across a shared blank between two words that are not shared. */
function stretches(
  words: readonly string[],
  shared: ReadonlySet<number>,
): readonly MarkedStretch[] {
  const isOwn = (place: number): boolean => place in words && !shared.has(place);
  const found: MarkedStretch[] = [];
  words.forEach((word, place) => {
    const own = isOwn(place) || (/^\s+$/.test(word) && isOwn(place - 1) && isOwn(place + 1));
    const last = found.at(-1);
    if (last?.isOwn === own) found[found.length - 1] = { text: last.text + word, isOwn: own };
    else found.push({ text: word, isOwn: own });
  });
  return found;
}
