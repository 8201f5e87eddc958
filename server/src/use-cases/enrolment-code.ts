import { createHash } from 'node:crypto';

/** 32 letters and digits without those that are taken for another: no I, L, O, U. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const length = 8;

/**
 * Answers: an enrolment code as people read and type it.
 * Shape:   8 or more random bytes → `7KQ4-M2XP`, 40 bits: enough for a code that lives ten minutes under limited tries.
 */
export function printEnrolmentCode(bytes: Uint8Array): string {
  if (bytes.length < length) throw new RangeError('an enrolment code needs 8 random bytes');
  const code = [...bytes.subarray(0, length)].map((byte) => alphabet[byte % 32]).join('');
  return code.replace(/(.{4})(?=.)/g, '$1-');
}

/**
 * Answers: by which hash is an enrolment code known?
 * Shape:   the code as typed → SHA-256 in hexadecimal. Case, blanks and hyphens do not matter; O reads as 0, I and L as 1.
 * Rule:    P-08
 */
export function enrolmentCodeHash(typed: string): string {
  const code = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\u002D\u2010-\u2015]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  return createHash('sha256').update(code).digest('hex');
}
