import { canonicalJson } from '../kernel/index.ts';

const digits = 6;

/**
 * Answers: of which text do phone and office take the number that they compare?
 * Shape:   the enrolment and the key by which the phone signs, as a JSON Web Key → canonical JSON of both. Two phones, or one
 *          phone that was enrolled twice, have different texts.
 * Missing: a phone whose browser keeps no key is told apart by its enrolment alone.
 * Errors:  throws never.
 * Source:  decision 115; faults.md 3.3.
 * Rule:    A-170
 */
export function comparisonInput({
  deviceId,
  publicKey,
}: {
  readonly deviceId: string;
  readonly publicKey: Readonly<Record<string, unknown>> | null | undefined;
}): string {
  const { x, y } = publicKey ?? {};
  const key = typeof x === 'string' && typeof y === 'string' ? { x, y } : null;
  return canonicalJson({ deviceId, key });
}

/**
 * Answers: the number of a digest as people read it aloud: six digits.
 * Shape:   at least four bytes of a SHA-256 → "042 917". Of two digests one in a million has the same.
 */
export function comparisonNumber(digest: Uint8Array): string {
  const [a = 0, b = 0, c = 0, d = 0] = digest;
  const value = ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
  const text = String(value % 10 ** digits).padStart(digits, '0');
  return `${text.slice(0, 3)} ${text.slice(3)}`;
}
