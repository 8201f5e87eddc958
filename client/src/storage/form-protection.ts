import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core';
import { canonicalJson } from '@sipas/shared/kernel';
import {
  type EnvelopeHeader,
  type IngestPublicKey,
  type ResponseBody,
  type SealedEnvelope,
  printFormSignature,
  sealInfo,
  sealedBeside,
} from '@sipas/shared/wire';
import type { SigningKey } from './signing-key.ts';

/** What keeps others from reading a finished form, and from making one up. */
export interface FormProtection {
  /** Answers: the body, sealed to a key; null where this browser cannot. */
  seal(
    header: EnvelopeHeader,
    body: ResponseBody,
    key: IngestPublicKey,
  ): Promise<SealedEnvelope['sealed'] | null>;
  /** Answers: the signature of a hash; null where this phone has no key. */
  sign(hash: string): Promise<string | null>;
}

const bytesOf = (text: string) => new TextEncoder().encode(text);

/**
 * Answers: a finished form, so that only the server reads it and only this phone can have made it.
 * Shape:   HPKE to the key of the wave over the canonical body, bound to the header; ECDSA over the hash.
 * Errors:  throws never: a key that is no point of the curve, or a browser that keeps no key, leaves a form in clear or
 *          unsigned. A form that a person has finished is never lost for that.
 * Source:  decision 105.
 * Rule:    D-39
 */
export function createFormProtection(signer: SigningKey): FormProtection {
  return {
    seal: (header, body, key) =>
      sealTo(key, {
        info: sealInfo,
        beside: sealedBeside(header, key.keyId),
        bytes: bytesOf(canonicalJson(body)),
      }),
    async sign(hash) {
      const signed = await signer.sign(fromHex(hash)).catch(() => null);
      return (
        signed && printFormSignature({ keyId: signed.keyId, value: toBase64url(signed.value) })
      );
    },
  };
}

/** What is sealed, what for, and what it is bound to. */
interface Sealing {
  readonly info: string;
  readonly beside: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * Answers: bytes that only the holder of the key's other half reads.
 * Missing: null where the key is no point of the curve, or this browser cannot.
 */
export async function sealTo(
  { keyId, publicKey }: IngestPublicKey,
  { info, beside, bytes }: Sealing,
): Promise<SealedEnvelope['sealed'] | null> {
  try {
    const suite = new CipherSuite({
      kem: new DhkemP256HkdfSha256(),
      kdf: new HkdfSha256(),
      aead: new Aes256Gcm(),
    });
    const recipientPublicKey = await suite.kem.deserializePublicKey(
      fromBase64url(publicKey).buffer,
    );
    const sender = await suite.createSenderContext({
      recipientPublicKey,
      info: bytesOf(info).buffer,
    });
    const ciphertext = await sender.seal(bytes.buffer, bytesOf(beside).buffer);
    return { keyId, enc: toBase64url(sender.enc), ciphertext: toBase64url(ciphertext) };
  } catch {
    return null;
  }
}

const chunkBytes = 8192;

function toBase64url(buffer: ArrayBuffer): string {
  const bytes = new Uint8Array(buffer);
  let text = '';
  for (let from = 0; from < bytes.length; from += chunkBytes)
    text += String.fromCharCode(...bytes.subarray(from, from + chunkBytes));
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

const fromBase64url = (text: string) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) =>
    sign.charCodeAt(0),
  );

const fromHex = (hex: string) =>
  Uint8Array.from({ length: hex.length / 2 }, (_, at) =>
    Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16),
  );
