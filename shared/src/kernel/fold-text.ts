/**
 * Answers: the text by which a search ignores accents and case, so that "vinh long" finds "Vĩnh Long" and "duc" finds "Đức".
 * Shape:   any text → lower case without combining marks, đ as d, white space collapsed.
 * Rule:    K-02
 */
export function foldText(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}
