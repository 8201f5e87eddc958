import { createECDH, type webcrypto } from 'node:crypto';
import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Sealing, openHpke } from './hpke-open.ts';

const hex = (text: string) => Buffer.from(text, 'hex');

function recipientOf(privateKey: Uint8Array) {
  const recipient = createECDH('prime256v1');
  recipient.setPrivateKey(privateKey);
  return { recipient, recipientPublic: recipient.getPublicKey() };
}

// RFC 9180, A.3.1: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-128-GCM, base mode, sequence number 0.
const vector: Sealing = {
  aead: 'aes-128-gcm',
  ...recipientOf(hex('f3ce7fdae57e1a310d87f1ebbde6f328be0a99cdbcadf4d6589cf29de4b8ffd2')),
  enc: hex(
    '04a92719c6195d5085104f469a8b9814d5838ff72b60501e2c4466e5e67b325ac98536d7b61a1af4b78e5b7f951c0900be863c403ce65c9bfcb9382657222d18c4',
  ),
  info: 'Ode on a Grecian Urn',
  beside: 'Count-0',
  ciphertext: hex(
    '5ad590bb8baa577f8619db35a36311226a896e7342a6d836d8b7bcd2f20b6c7f9076ac232e3ab2523f39513434',
  ),
};

it('opens the message of the standard [A-160]', () => {
  expect(Buffer.from(vector.recipientPublic).toString('hex')).toBe(
    '04fe8c19ce0905191ebc298a9245792531f26f0cece2460639e8bc39cb7f706a826a779b4cf969b8a0e539c7f62fb3d30ad6aa8f80e30f1d128aafd68a2ce72ea0',
  );
  expect(openHpke(vector).toString()).toBe('Beauty is truth, truth beauty');
});

it.each([
  ['what it was sealed for', { info: 'Ode on a Grecian urn' }],
  ['what stands beside it', { beside: 'Count-1' }],
  ['the cipher', { aead: 'aes-256-gcm' }],
  ['the key', recipientOf(Buffer.alloc(32, 7))],
  ['one byte', { ciphertext: Buffer.from(vector.ciphertext).fill(0, 3, 4) }],
  ['its length', { ciphertext: Buffer.alloc(3) }],
  ['the point, which lies beside the curve', { enc: Buffer.from(vector.enc).fill(0, 9, 10) }],
] satisfies [string, Partial<Sealing>][])(
  'opens nothing where another is %s [A-160]',
  (_what, other) => {
    expect(() => openHpke({ ...vector, ...other })).toThrow(Error);
  },
);

it('opens whatever another implementation sealed, and only beside the same text [A-160]', async () => {
  const suite = new CipherSuite({
    kem: new DhkemP256HkdfSha256(),
    kdf: new HkdfSha256(),
    aead: new Aes256Gcm(),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ minLength: 32, maxLength: 32 }),
      fc.uint8Array({ maxLength: 5000 }),
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'grapheme' }),
      async (seed, content, info, beside) => {
        const pair = (await suite.kem.deriveKeyPair(
          seed.slice().buffer,
        )) as webcrypto.CryptoKeyPair;
        const [privateKey, publicKey] = await Promise.all([
          suite.kem.serializePrivateKey(pair.privateKey),
          suite.kem.serializePublicKey(pair.publicKey),
        ]);
        const sender = await suite.createSenderContext({
          recipientPublicKey: (await suite.kem.deserializePublicKey(
            publicKey,
          )) as webcrypto.CryptoKey,
          info: Buffer.from(info),
        });
        const ciphertext = await sender.seal(content, Buffer.from(beside));
        const sealing: Sealing = {
          aead: 'aes-256-gcm',
          ...recipientOf(Buffer.from(privateKey)),
          enc: Buffer.from(sender.enc),
          info,
          beside,
          ciphertext: Buffer.from(ciphertext),
        };
        expect(openHpke(sealing)).toEqual(Buffer.from(content));
        expect(() => openHpke({ ...sealing, beside: `${beside}.` })).toThrow(Error);
      },
    ),
    { numRuns: 60 },
  );
});
