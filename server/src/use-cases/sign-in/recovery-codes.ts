import { createHash } from 'node:crypto';
import type { Random } from '../../ports/index.ts';
import { randomLetters } from './passwords.ts';

const howMany = 10;
const lettersEach = 16;

/** Answers: fresh codes on paper, each of 80 bits, in four groups that a person can copy. */
export const makeRecoveryCodes = (random: Random): readonly string[] =>
  Array.from({ length: howMany }, () =>
    randomLetters(random, lettersEach).replace(/(.{4})(?=.)/g, '$1-'),
  );

/**
 * Answers: what is kept of a code on paper, and looked for when one is typed.
 * Shape:   case, blanks and hyphens do not matter. The account is hashed with it, so that equal codes of two people differ.
 * Rule:    P-107
 */
export function hashRecoveryCode(userId: string, typed: string): string {
  const code = typed.toLowerCase().replace(/[\s-]/g, '');
  return createHash('sha256').update(`${userId}|${code}`).digest('hex');
}
