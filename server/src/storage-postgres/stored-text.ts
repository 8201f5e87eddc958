/** PostgreSQL keeps any text but one with U+0000 in it, which JSON of a phone may hold. */
const nul = '\u0000';
const mark = '\uE000';
const [asMark, asNul] = [`${mark}0`, `${mark}1`];

/**
 * Answers: how is a text kept that PostgreSQL cannot keep as it is?
 * Shape:   any text → a text without U+0000, and back to the very same; nearly every text is its own.
 * Source:  PostgreSQL 18, 8.3 Character Types: "the characters that can be stored … code zero cannot".
 * Rule:    Z-02
 */
export const toStoredText = (text: string): string =>
  text.includes(nul) || text.includes(mark)
    ? text.replaceAll(mark, asMark).replaceAll(nul, asNul)
    : text;

export const fromStoredText = (stored: string): string =>
  stored.includes(mark) ? stored.replaceAll(asNul, nul).replaceAll(asMark, mark) : stored;
