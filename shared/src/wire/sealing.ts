import * as v from 'valibot';
import { canonicalJson } from '../kernel/index.ts';
import type { SealedEnvelope } from './envelope.ts';

/** What a body is sealed for: bound into the seal, so that it opens as nothing else. */
export const sealInfo = 'sipas body 1';

/** The first 16 hexadecimal digits of the SHA-256 of the raw public key. */
const keyIdSchema = v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/));
/** An uncompressed point of P-256, 65 bytes, in base64url. */
const pointSchema = v.pipe(v.string(), v.regex(/^B[A-Za-z0-9_-]{86}$/));

/** The public key to which the forms of a wave are sealed. */
export const ingestKeySchema = v.object({ keyId: keyIdSchema, publicKey: pointSchema });
export type IngestPublicKey = v.InferOutput<typeof ingestKeySchema>;

/** All that travels in clear beside a sealed body. */
export type EnvelopeHeader = Omit<SealedEnvelope, 'sealed' | 'hash' | 'sig'>;

/**
 * Answers: the text that a seal binds to its body: where it was opened beside another header, it does not open.
 * Shape:   an envelope, sealed or about to be → canonical JSON of all members but `body`, `sealed`, `hash` and `sig`, with
 *          the id of the key as `keyId`.
 * Errors:  throws TypeError on what canonical JSON cannot carry (see K-01).
 * Source:  decision 105; RFC 9180, 8.1.
 * Rule:    W-50
 */
export function sealedBeside(envelope: object, keyId: string): string {
  const {
    body: _body,
    sealed: _sealed,
    hash: _hash,
    sig: _sig,
    ...header
  } = envelope as Partial<Record<'body' | 'sealed' | 'hash' | 'sig', unknown>>;
  return canonicalJson({ ...header, keyId });
}

/** A signature, and the key of a phone that it names. */
export interface FormSignature {
  readonly keyId: string;
  /** In base64url: r and s, 32 bytes each. */
  readonly value: string;
}

const signatureText = /^([0-9a-f]{16})\.([A-Za-z0-9_-]{86})$/;

/**
 * Answers: which key does the member `sig` of an envelope name, and what did it sign?
 * Shape:   "KEY-ID.BASE64URL" → both parts.
 * Missing: no signature, or a text of another form, which no phone of ours writes: null.
 * Errors:  throws never.
 * Source:  decision 105.
 * Rule:    W-51
 */
export function readFormSignature(sig: string | null): FormSignature | null {
  const [, keyId, value] = signatureText.exec(sig ?? '') ?? [];
  return keyId === undefined || value === undefined ? null : { keyId, value };
}

/** Answers: the member `sig` of an envelope. */
export const printFormSignature = ({ keyId, value }: FormSignature): string => `${keyId}.${value}`;
