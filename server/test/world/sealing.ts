import { createHash, webcrypto } from 'node:crypto';
import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core';
import { canonicalJson } from '@sipas/shared/kernel';

/** Sealing and signing as a phone does them, by the contract and with another implementation than the server's. */
const suite = new CipherSuite({
  kem: new DhkemP256HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
});

type Form = Record<string, unknown>;

export interface PublicKey {
  readonly keyId: string;
  readonly publicKey: string;
}

const base64url = (bytes: ArrayBuffer) => Buffer.from(bytes).toString('base64url');
const keyIdOf = (raw: Uint8Array) => createHash('sha256').update(raw).digest('hex').slice(0, 16);

/** The form with its body sealed, not hashed yet. */
export async function seal(
  form: Form,
  { keyId, publicKey }: PublicKey,
  text?: string,
): Promise<Form> {
  const { body, hash: _hash, sig: _sig, ...header } = form;
  const sender = await suite.createSenderContext({
    recipientPublicKey: (await suite.kem.deserializePublicKey(
      Buffer.from(publicKey, 'base64url'),
    )) as webcrypto.CryptoKey,
    info: new TextEncoder().encode('sipas body 1'),
  });
  const ciphertext = await sender.seal(
    new TextEncoder().encode(text ?? canonicalJson(body)),
    new TextEncoder().encode(canonicalJson({ ...header, keyId })),
  );
  return {
    ...header,
    sealed: { keyId, enc: base64url(sender.enc), ciphertext: base64url(ciphertext) },
  };
}

/** A key that signs, as a phone makes it. */
export async function createSigner() {
  const pair = await webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
    'verify',
  ]);
  const keyId = keyIdOf(Buffer.from(await webcrypto.subtle.exportKey('raw', pair.publicKey)));
  const { kty, crv, x, y } = await webcrypto.subtle.exportKey('jwk', pair.publicKey);
  return {
    keyId,
    publicKey: { kty, crv, x, y },
    async sign(hash: string): Promise<string> {
      const signature = await webcrypto.subtle.sign(
        { name: 'ECDSA', hash: 'SHA-256' },
        pair.privateKey,
        Buffer.from(hash, 'hex'),
      );
      return `${keyId}.${base64url(signature)}`;
    },
  };
}

export type Signer = Awaited<ReturnType<typeof createSigner>>;

/** The form with its hash, signed where somebody signs. */
export async function finish(form: Form, signer?: Pick<Signer, 'sign'>): Promise<Form> {
  const { hash: _hash, sig: _sig, ...hashed } = form;
  const hash = createHash('sha256').update(canonicalJson(hashed)).digest('hex');
  return { ...hashed, hash, sig: signer === undefined ? null : await signer.sign(hash) };
}
