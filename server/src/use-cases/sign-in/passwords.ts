import { hash, verify } from '@node-rs/argon2';
import type { Random } from '../../ports/index.ts';

/** Argon2id with 19 MiB, two passes, one lane: the first choice of the OWASP password storage cheat sheet. */
const cost = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Stands where an account has no password: it matches none. */
export const noPassword = '!';

/** What is worked on when there is no such account, so that an unknown name takes as long as a known one. */
const decoy = hash('no account has this password', cost);

/** Answers: what is kept of a password. */
export const hashPassword = (password: string): Promise<string> =>
  hash(password.normalize('NFC'), cost);

/**
 * Answers: is this the password of the account?
 * Shape:   the kept hash, or null where there is no account → true only for the right password of a real account.
 * Rule:    P-02
 */
export async function passwordMatches(kept: string | null, password: string): Promise<boolean> {
  const usable = kept?.startsWith('$argon2id$') === true;
  const matches = await verify(usable ? kept : await decoy, password.normalize('NFC'));
  return usable && matches;
}

const letters = 'abcdefghijkmnpqrstuvwxyz23456789';

/** Answers: letters and digits of 32 kinds, none of which looks like another: 5 bits each. */
export const randomLetters = (random: Random, count: number): string =>
  [...random.bytes(count)].map((byte) => letters[byte % letters.length]).join('');

/** Answers: a fresh password a person can read out: 20 letters and digits, 100 bits. */
export const randomPassword = (random: Random): string =>
  randomLetters(random, 20).replace(/(.{5})(?=.)/g, '$1-');
