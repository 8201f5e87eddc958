import { type KeyObject, createPublicKey, verify } from 'node:crypto';
import { type Envelope, type FormSignature, readFormSignature } from '@sipas/shared/wire';
import type { LineFault } from './line-fault.ts';

/** A phone that told a key, and the key. */
export interface Signer {
  readonly deviceId: string;
  readonly key: KeyObject;
}

/** What is known of the hand that signs, and of the hand that brought a line. */
export interface KnownHands {
  /** The phone that the line names has told a key. */
  readonly signs: boolean;
  /** A token of that phone, or a person, stands for the line; else it came in a file, from any hand. */
  readonly isVouched: boolean;
  /** Which phones told a key. */
  signersOf(keyId: string): readonly Signer[];
}

/**
 * Answers: did the phone that this form names sign it?
 * Shape:   an authentic envelope, what is known of keys and of who brought it → nothing, or the first fault in this order:
 *
 * | fault                          | the form                                                                     |
 * |--------------------------------|------------------------------------------------------------------------------|
 * | envelope.signature-invalid     | names a key of its phone that did not sign it, or the key of another phone    |
 * | envelope.signature-key-unknown | comes in a file from a phone that signs, under a key that it has not told yet |
 * | envelope.unsigned              | comes in a file from a phone that signs, with no signature                   |
 *
 *          A push is vouched for by its token, so there a key that nobody told is as no signature; and what a phone made that
 *          never told a key is as good as it was before phones had keys.
 * Errors:  throws never.
 * Source:  decision 105, which narrows decision 42.
 * Rule:    A-165
 */
export function judgeSignature(
  { deviceId, hash, sig }: Pick<Envelope, 'deviceId' | 'hash' | 'sig'>,
  { signs, isVouched, signersOf }: KnownHands,
): LineFault | null {
  const signature = readFormSignature(sig);
  const signers = signature === null ? [] : signersOf(signature.keyId);
  if (signature !== null && signers.length > 0) {
    const own = signers.find((signer) => signer.deviceId === deviceId);
    return own !== undefined && isSignedBy(own.key, hash, signature)
      ? null
      : { code: 'envelope.signature-invalid', detail: signature.keyId };
  }
  if (isVouched || !signs) return null;
  return signature === null
    ? { code: 'envelope.unsigned', detail: '' }
    : { code: 'envelope.signature-key-unknown', detail: signature.keyId };
}

const isSignedBy = (key: KeyObject, hash: string, { value }: FormSignature): boolean =>
  verify(
    'sha256',
    Buffer.from(hash, 'hex'),
    { key, dsaEncoding: 'ieee-p1363' },
    Buffer.from(value, 'base64url'),
  );

/** Answers: the key of a raw public half, as a phone told it and the store keeps it. */
export function keyOfPoint(publicKey: string): KeyObject {
  const point = Buffer.from(publicKey, 'base64url');
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) =>
    part.toString('base64url'),
  );
  return createPublicKey({
    key: { kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '' },
    format: 'jwk',
  });
}
