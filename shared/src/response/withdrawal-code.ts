const codeDigits = 16;
/** 52 random bits of the id, more than fifteen digits hold. */
const idDigits = 13;
const codesInAll = 10 ** (codeDigits - 1);

/** Row: what was checked so far; column: the next digit. Any two neighbours that change places, and any wrong digit, show. */
const quasigroup = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
] as const;

/**
 * Answers: which code does the respondent of a form keep, to ask for it later without a name?
 * Shape:   responseId (UUIDv7) → sixteen digits: fifteen of the random part of the id, and one that checks them. All revisions of
 *          a form have the same. Digits alone, since letters are misheard on the telephone.
 * Units:   about 49.8 bits: among a million forms one guess in a thousand million hits any.
 * Errors:  throws RangeError for what is no id.
 * Source:  decision 107; H. M. Damm, "Total anti-symmetrische Quasigruppen", 2004.
 * Rule:    R-22
 */
export function withdrawalCode(responseId: string): string {
  const random = Number.parseInt(responseId.replaceAll('-', '').slice(-idDigits), 16);
  if (!Number.isSafeInteger(random)) throw new RangeError('no id of a form');
  const digits = String(random % codesInAll).padStart(codeDigits - 1, '0');
  return digits + checkDigit(digits);
}

/**
 * Answers: the code that somebody typed or read out; null where it is none, by its length or by its last digit.
 * Shape:   blanks, dots and hyphens between digits do not matter.
 */
export function readWithdrawalCode(typed: string): string | null {
  const digits = typed.normalize('NFKC').replace(/[\s.\-\u2010-\u2015]/g, '');
  return /^\d{16}$/.test(digits) && checkDigit(digits) === '0' ? digits : null;
}

/** Answers: the code in groups of four, as it is written down and read out. */
export const printWithdrawalCode = (code: string): string => code.replace(/(\d{4})(?=\d)/g, '$1 ');

/** Over a whole code it is 0. */
function checkDigit(digits: string): string {
  let interim = 0;
  for (const digit of digits) interim = Number(quasigroup[interim]?.charAt(Number(digit)));
  return String(interim);
}
