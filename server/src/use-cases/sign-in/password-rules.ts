import { type Result, foldText, ok, refuse } from '@sipas/shared/kernel';
import type { CommonPasswords } from '../../ports/index.ts';
import type { Refusal } from '../refusal.ts';

export const passwordLength = { least: 12, most: 256 } as const;

/** No password holds the name of the product, which everybody who guesses knows. */
const productName = 'sipas';

/**
 * Answers: may this be the password of this account?
 * Shape:   the password as typed, the user name, what is guessed first → the password as it is hashed (NFC). No kind of sign is
 *          asked for, every one may stand in it, a blank too.
 * Units:   length in code points after NFC, 12 to 256.
 * Errors:  password.too-short; password.too-long; password.holds-name for the user name, with or without its dots and
 *          hyphens; password.holds-product; password.common for what is on a list, whatever its case, accents and blanks,
 *          for a phrase of the list between digits and signs, and for a piece that is said over and over.
 * Source:  NIST SP 800-63B-4, 3.1.1.2; length of OWASP ASVS 5.0, 6.2.9.
 * Rule:    P-100
 */
export function judgePassword(
  typed: string,
  username: string,
  common: CommonPasswords,
): Result<string, Refusal> {
  const password = typed.normalize('NFC');
  const { length } = Array.from(password);
  if (length < passwordLength.least) return refuse({ code: 'password.too-short' });
  if (length > passwordLength.most) return refuse({ code: 'password.too-long' });
  const compared = comparable(password);
  const names = [username, username.replace(/[.-]/g, '')].map(comparable);
  if (names.some((name) => name !== '' && compared.includes(name)))
    return refuse({ code: 'password.holds-name' });
  if (compared.includes(productName)) return refuse({ code: 'password.holds-product' });
  return isCommon(compared, common) ? refuse({ code: 'password.common' }) : ok(password);
}

const comparable = (text: string): string => foldText(text).replace(/\s/g, '');

function isCommon(compared: string, { whole, phrases }: CommonPasswords): boolean {
  const letters = compared.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  return whole.has(compared) || phrases.has(letters) || /^(.{1,6}?)\1+$/u.test(compared);
}
