import { createHash, timingSafeEqual } from 'node:crypto';
import type { Random } from '../../ports/index.ts';

/** Answers: a fresh key of a link: a name by which it is found, and 256 bits that nobody guesses. */
export function createLinkKey(random: Random): {
  readonly id: string;
  readonly key: string;
  readonly tokenHash: string;
} {
  const id = Buffer.from(random.bytes(9)).toString('base64url');
  const secret = Buffer.from(random.bytes(32)).toString('base64url');
  return { id, key: `${id}.${secret}`, tokenHash: hashOf(secret) };
}

/** Answers: the two parts of a key; null where it is none. */
export function readLinkKey(key: string): { readonly id: string; readonly secret: string } | null {
  const [, id, secret] = /^([\w-]{12})\.([\w-]{43})$/.exec(key) ?? [];
  return id === undefined || secret === undefined ? null : { id, secret };
}

/** Answers: is this the secret of the link? How long it takes tells nothing of where they differ. */
export const isSecretOf = (secret: string, tokenHash: string): boolean =>
  timingSafeEqual(Buffer.from(hashOf(secret), 'hex'), Buffer.from(tokenHash, 'hex'));

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
