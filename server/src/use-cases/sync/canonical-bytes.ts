const space = 0x20;
const quote = 0x22;
const comma = 0x2c;
const minus = 0x2d;
const zero = 0x30;
const nine = 0x39;
const colon = 0x3a;
const openList = 0x5b;
const backslash = 0x5c;
const closeList = 0x5d;
const openObject = 0x7b;
const closeObject = 0x7d;
const firstBeyondAscii = 0x80;
const digitsKeptByNumbers = 15;

/** A part of a line, from its first byte to the one after its last. */
export type Span = readonly [start: number, end: number];

/**
 * Answers: which bytes of an envelope that came in its canonical form are hashed?
 * Shape:   bytes that are JSON in UTF-8 → the parts around the members `hash` and `sig`, in order; null where the line is
 *          not canonical (blanks, other key order, a repeated key, other spelling of a number or character) or is no
 *          envelope anyway (keys beyond ASCII, nothing after `sig`). Then the slow way decides.
 * Errors:  throws never.
 * Source:  RFC 8785, 3.2; it spares writing the whole envelope again, most of the cost of checking a hash.
 * Rule:    A-06
 */
export function canonicalHashSpans(bytes: Uint8Array): readonly Span[] | null {
  const state: ScanState = { open: [], cuts: [], cutFrom: -1 };
  for (let at = 0; at < bytes.length;) {
    const byte = bytes[at] ?? 0;
    if (byte === quote) at = passString(state, bytes, at);
    else if (isNumberStart(byte)) at = endOfNumber(bytes, at);
    else if (byte <= space) return null;
    else at = passSign(state, byte, at);
    if (at === -1) return null;
  }
  return spansAround(bytes, state.cuts);
}

interface ScanState {
  /** For each open object the place of its last key, 0 before the first; for each open list -1. */
  readonly open: number[];
  readonly cuts: Span[];
  /** Where the member that is being left out began; -1 outside of one. */
  cutFrom: number;
}

/** A text, or a key with its colon to come: answers the place after it, -1 where the line is not canonical. */
function passString(state: ScanState, bytes: Uint8Array, at: number): number {
  const end = endOfString(bytes, at);
  if (end === -1 || bytes[end] !== colon) return end;
  const { open } = state;
  if (!isRising(bytes, open.at(-1) ?? -1, at)) return -1;
  open[open.length - 1] = at;
  if (open.length === 1 && isLeftOut(bytes, at)) state.cutFrom = at;
  return end;
}

/** A bracket, a comma, a colon or a letter of true, false and null: answers the place after it. */
function passSign(state: ScanState, byte: number, at: number): number {
  const { open, cuts, cutFrom } = state;
  if (cutFrom !== -1 && open.length === 1 && (byte === comma || byte === closeObject)) {
    cuts.push([cutFrom, at]);
    state.cutFrom = -1;
  }
  if (byte === openObject) open.push(0);
  else if (byte === openList) open.push(-1);
  else if (byte === closeObject || byte === closeList) open.pop();
  return at + 1;
}

/** Answers: the place after the closing quote; -1 where a character is not spelt as the canonical form spells it. */
function endOfString(bytes: Uint8Array, start: number): number {
  let at = start + 1;
  for (let byte = bytes[at]; byte !== quote; byte = bytes[at]) {
    if (byte === backslash) {
      const length = canonicalEscapeLength(bytes, at);
      if (length === 0) return -1;
      at += length;
    } else at++;
  }
  return at + 1;
}

/** Both escapes that have a letter of their own and those that are spelt by number, as the canonical form has them. */
const canonicalEscape = /^\\(?:["\\bfnrt]|u00(?:0[0-7be-f]|1[0-9a-f]))/;

/** Answers: how long the escape at this place is, or 0 where the canonical form writes it otherwise. */
function canonicalEscapeLength(bytes: Uint8Array, at: number): number {
  const spelt = String.fromCharCode(...bytes.subarray(at, at + 6));
  return canonicalEscape.exec(spelt)?.[0].length ?? 0;
}

const isDigit = (byte: number): boolean => byte >= zero && byte <= nine;
const isNumberStart = (byte: number): boolean => byte === minus || isDigit(byte);
const endsValue = (byte: number): boolean =>
  byte === comma || byte === closeList || byte === closeObject;

/** Answers: the place after the number; -1 where the canonical form writes the number otherwise. */
function endOfNumber(bytes: Uint8Array, start: number): number {
  let at = start;
  let byte = bytes[at] ?? 0;
  while (isDigit(byte)) byte = bytes[++at] ?? 0;
  if (endsValue(byte) && at > start && at - start <= digitsKeptByNumbers) return at;
  while (byte > space && !endsValue(byte)) byte = bytes[++at] ?? 0;
  const token = String.fromCharCode(...bytes.subarray(start, at));
  return String(Number(token)) === token ? at : -1;
}

/**
 * Answers: does the key at the second place come after the one at the first? Of ASCII alone, so that the order of bytes is
 * the order of UTF-16 code units. Keys in rising order are also keys that are not repeated.
 */
function isRising(bytes: Uint8Array, first: number, second: number): boolean {
  for (let offset = 1; ; offset++) {
    const next = bytes[second + offset] ?? 0;
    if (next === backslash || next >= firstBeyondAscii) return false;
    if (first <= 0) {
      if (next === quote) return true;
      continue;
    }
    const last = bytes[first + offset] ?? 0;
    if (last === next && last !== quote) continue;
    // A key that ends goes before one that goes on; its quote is no character of it.
    if (last === quote || next === quote) return last === quote && next !== quote;
    return last < next && isPlain(bytes, second + offset);
  }
}

function isPlain(bytes: Uint8Array, from: number): boolean {
  for (let at = from; bytes[at] !== quote; at++)
    if (bytes[at] === backslash || (bytes[at] ?? 0) >= firstBeyondAscii) return false;
  return true;
}

const leftOut = ['"hash":', '"sig":'].map((key) => Buffer.from(key));

const isLeftOut = (bytes: Uint8Array, at: number): boolean =>
  leftOut.some((key) => key.every((byte, offset) => bytes[at + offset] === byte));

/** Each member goes with the comma after it; in an envelope other members follow both. */
function spansAround(bytes: Uint8Array, cuts: readonly Span[]): readonly Span[] | null {
  const spans: Span[] = [];
  let from = 0;
  for (const [start, end] of cuts) {
    if (bytes[end] !== comma) return null;
    spans.push([from, start]);
    from = end + 1;
  }
  return [...spans, [from, bytes.length]];
}
