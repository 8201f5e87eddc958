const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const backslash = 0x5c;
const deepest = 16;
const digitsKeptByNumbers = 15;

/**
 * Answers: the hashed part of an envelope that came in its canonical form, cut out of its own text.
 * Shape:   text that JSON.parse accepted → the text without its members `hash` and `sig`; null where the text is not
 *          canonical (blanks, other key order, a repeated key, other spelling of a number or character) or is too deep
 *          to be an envelope. Then the slow way decides.
 * Errors:  throws never.
 * Source:  RFC 8785, 3.2; it spares writing the whole envelope again, most of the cost of checking a hash.
 * Rule:    A-06
 */
export function canonicalHashInput(text: string): string | null {
  const escapes = text.includes('\\');
  const cuts: [start: number, end: number][] = [];
  let at = 0;

  const scanValue = (depth: number): boolean => {
    switch (text[at]) {
      case '{':
        return depth < deepest && scanObject(depth + 1);
      case '[':
        return depth < deepest && scanList(depth + 1);
      case '"':
        return scanString();
      case 't':
      case 'n':
        at += 4;
        return true;
      case 'f':
        at += 5;
        return true;
      default:
        return scanNumber();
    }
  };

  const scanObject = (depth: number): boolean => {
    at++;
    if (text[at] === '}') return step();
    let before: string | null = null;
    for (;;) {
      const start = at;
      if (text.charCodeAt(at) !== quote) return false;
      const end = text.indexOf('"', at + 1);
      const key = text.slice(at + 1, end);
      // Keys in rising order are also keys that are not repeated.
      if (key.includes('\\') || (before !== null && key <= before)) return false;
      before = key;
      at = end + 1;
      if (text.charCodeAt(at) !== colon) return false;
      at++;
      if (!scanValue(depth)) return false;
      if (depth === 1 && (key === 'hash' || key === 'sig')) cuts.push([start, at]);
      if (text[at] === '}') return step();
      if (text.charCodeAt(at) !== comma) return false;
      at++;
    }
  };

  const scanList = (depth: number): boolean => {
    at++;
    if (text[at] === ']') return step();
    for (;;) {
      if (!scanValue(depth)) return false;
      if (text[at] === ']') return step();
      if (text.charCodeAt(at) !== comma) return false;
      at++;
    }
  };

  const scanString = (): boolean => {
    if (!escapes) {
      at = text.indexOf('"', at + 1) + 1;
      return true;
    }
    for (at++; text.charCodeAt(at) !== quote; at++) {
      if (text.charCodeAt(at) !== backslash) continue;
      const length = canonicalEscapeLength(text, at);
      if (length === 0) return false;
      at += length - 1;
    }
    return step();
  };

  const scanNumber = (): boolean => {
    const start = at;
    let isWhole = true;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code >= 0x30 && code <= 0x39) continue;
      if (code === comma || code === 0x7d || code === 0x5d) break;
      isWhole = false;
    }
    if (isWhole && at > start && at - start <= digitsKeptByNumbers) return true;
    const token = text.slice(start, at);
    return token !== '' && String(Number(token)) === token;
  };

  const step = (): boolean => {
    at++;
    return true;
  };

  return text.startsWith('{') && scanValue(0) && at === text.length
    ? withoutCuts(text, cuts)
    : null;
}

const shortEscapes = new Set(['"', '\\', 'b', 'f', 'n', 'r', 't']);
/** Control characters that have no short form, in lower-case hexadecimal. */
const longEscape = /\\u00(?:0[0-7be-f]|1[0-9a-f])/y;

/** Answers: how long the escape at this place is, or 0 where the canonical form writes it otherwise. */
function canonicalEscapeLength(text: string, at: number): number {
  if (shortEscapes.has(text.charAt(at + 1))) return 2;
  longEscape.lastIndex = at;
  return longEscape.test(text) ? 6 : 0;
}

/** Each member goes with one comma beside it. */
function withoutCuts(text: string, cuts: readonly (readonly [number, number])[]): string {
  let left = '';
  let from = 0;
  for (const [start, end] of cuts) {
    left += text.slice(from, start);
    from = text.charCodeAt(end) === comma ? end + 1 : end;
    if (from === end && left.endsWith(',')) left = left.slice(0, -1);
  }
  return left + text.slice(from);
}
