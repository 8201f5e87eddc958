import { type ECDH, createDecipheriv, createHmac } from 'node:crypto';

/** The ciphers of RFC 9180, 7.3 that are spoken here. */
const aeads = {
  'aes-128-gcm': { id: 1, keyBytes: 16 },
  'aes-256-gcm': { id: 2, keyBytes: 32 },
} as const;
export type Aead = keyof typeof aeads;

const kemId = 0x0010;
const kdfId = 0x0001;
const secretBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;

/** What was sealed to a key, and what must be known to open it. */
export interface Sealing {
  readonly aead: Aead;
  /** The private key, and its public one as an uncompressed point. */
  readonly recipient: ECDH;
  readonly recipientPublic: Uint8Array;
  /** The public key that was made for this one message, as an uncompressed point. */
  readonly enc: Uint8Array;
  readonly info: string;
  /** What was bound to it in clear. */
  readonly beside: string;
  readonly ciphertext: Uint8Array;
}

/**
 * Answers: what was sealed to this key?
 * Shape:   HPKE, base mode, one message: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256 and a cipher → the plaintext. Synchronous,
 *          since those who read the store cannot wait.
 * Errors:  throws where anything was changed, the key is another, or `enc` is no point of the curve.
 * Source:  RFC 9180, 4 and 5; vectors of its appendix A.3.
 * Rule:    A-160
 */
export function openHpke(sealing: Sealing): Buffer {
  const { aead, ciphertext, beside, info } = sealing;
  const { id, keyBytes } = aeads[aead];
  const hpke = labelled(Buffer.concat([Buffer.from('HPKE'), two(kemId), two(kdfId), two(id)]));
  const context = Buffer.concat([
    Buffer.of(0),
    hpke.extract(empty, 'psk_id_hash', empty),
    hpke.extract(empty, 'info_hash', Buffer.from(info)),
  ]);
  const secret = hpke.extract(sharedSecret(sealing), 'secret', empty);
  const key = hpke.expand(secret, 'key', context, keyBytes);
  const nonce = hpke.expand(secret, 'base_nonce', context, nonceBytes);
  const body = Buffer.from(ciphertext);
  const decipher = createDecipheriv(aead, key, nonce)
    .setAAD(Buffer.from(beside))
    .setAuthTag(body.subarray(-tagBytes));
  return Buffer.concat([decipher.update(body.subarray(0, -tagBytes)), decipher.final()]);
}

function sharedSecret({ recipient, recipientPublic, enc }: Sealing): Buffer {
  const kem = labelled(Buffer.concat([Buffer.from('KEM'), two(kemId)]));
  const prk = kem.extract(empty, 'eae_prk', recipient.computeSecret(enc));
  return kem.expand(prk, 'shared_secret', Buffer.concat([enc, recipientPublic]), secretBytes);
}

/** LabeledExtract and LabeledExpand of one suite. Nothing here is longer than one block of SHA-256. */
const labelled = (suite: Uint8Array) => ({
  extract: (salt: Uint8Array, label: string, input: Uint8Array): Buffer =>
    hmac(salt, version, suite, Buffer.from(label), input),
  expand: (prk: Uint8Array, label: string, info: Uint8Array, bytes: number): Buffer =>
    hmac(prk, two(bytes), version, suite, Buffer.from(label), info, Buffer.of(1)).subarray(
      0,
      bytes,
    ),
});

const empty = Buffer.alloc(0);
const version = Buffer.from('HPKE-v1');

function two(number: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(number);
  return bytes;
}

function hmac(key: Uint8Array, ...parts: readonly Uint8Array[]): Buffer {
  const hash = createHmac('sha256', key);
  for (const part of parts) hash.update(part);
  return hash.digest();
}
