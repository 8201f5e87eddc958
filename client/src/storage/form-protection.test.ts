import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core';
import { canonicalJson } from '@sipas/shared/kernel';
import type { FieldPackage, SealedEnvelope } from '@sipas/shared/wire';
import * as fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import {
  redeemAnswer,
  sampleDraft,
  sampleForm,
  samplePackage,
  sampleVersion,
} from '../../test/fakes/field-samples.ts';
import { createMemoryFile } from '../../test/fakes/memory-file.ts';
import { createMemoryView, openMemoryJournal } from '../../test/fakes/memory-storage.ts';
import { createSeededDice } from '../../test/fakes/seeded-dice.ts';
import { createFieldShelf } from './field-shelf.ts';
import { createFormProtection } from './form-protection.ts';

const suite = new CipherSuite({
  kem: new DhkemP256HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
});
const waveId = sampleForm(1).waveId;
let recipient: CryptoKeyPair;
let ingestKey: { keyId: string; publicKey: string };
let signer: CryptoKeyPair;

beforeAll(async () => {
  recipient = await suite.kem.generateKeyPair();
  const raw = Buffer.from(await suite.kem.serializePublicKey(recipient.publicKey));
  ingestKey = { keyId: '0123456789abcdef', publicKey: raw.toString('base64url') };
  signer = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
    'verify',
  ]);
});

const hand = {
  sign: async (bytes: Uint8Array<ArrayBuffer>) => ({
    keyId: 'fedcba9876543210',
    value: await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, signer.privateKey, bytes),
  }),
  publicKey: async () => null,
};
const noHand = { ...hand, sign: () => Promise.reject(new Error('no database')) };

const packageWith = (key: object | null): FieldPackage => {
  const wave = { id: waveId, name: 'Đợt', catalogue: '2025-07-01', instruments: [], units: [] };
  const waves = [{ ...wave, ...(key && { ingestKey: key }) }];
  return { ...samplePackage([sampleVersion]), waves } as unknown as FieldPackage;
};

async function setupPhone(key: object | null = ingestKey, holder = hand) {
  const shelf = await createFieldShelf({
    journal: openMemoryJournal(createMemoryFile(), '0000000000000001'),
    view: createMemoryView(),
    dice: createSeededDice(1),
    protection: async () => createFormProtection(holder),
  });
  await shelf.enrol(redeemAnswer, '2026-11-23T01:00:05.000Z');
  await shelf.savePackage(packageWith(key), null);
  return shelf;
}

/** Opens a line by the contract, without a function of ours. */
async function open(line: string | null): Promise<unknown> {
  const { sealed, hash: _hash, sig: _sig, ...header } = JSON.parse(line ?? '') as SealedEnvelope;
  const context = await suite.createRecipientContext({
    recipientKey: recipient.privateKey,
    enc: Buffer.from(sealed.enc, 'base64url'),
    info: Buffer.from('sipas body 1'),
  });
  const body = await context.open(
    Buffer.from(sealed.ciphertext, 'base64url'),
    Buffer.from(canonicalJson({ ...header, keyId: sealed.keyId })),
  );
  return JSON.parse(Buffer.from(body).toString('utf8'));
}

it('seals a finished form to the key of its wave, and its line holds no word of it [D-39]', async () => {
  const shelf = await setupPhone();
  const form = sampleForm(1);

  const { line, household, village } = await shelf.finish(form);

  expect(await open(line)).toEqual(form.body);
  expect(line).not.toContain('Ấp An Hòa');
  expect(line).not.toContain('answers');
  expect([household, village]).toEqual([form.body.household, form.body.unit.village]);
});

it('signs the hash of what it sealed [D-39]', async () => {
  const shelf = await setupPhone();

  const item = await shelf.finish(sampleForm(1));

  const { sig, hash } = JSON.parse(item.line ?? '') as SealedEnvelope;
  const [keyId, value = ''] = sig?.split('.') ?? [];
  expect(keyId).toBe('fedcba9876543210');
  const isSigned = crypto.subtle.verify(
    { name: 'ECDSA', hash: 'SHA-256' },
    signer.publicKey,
    Buffer.from(value, 'base64url'),
    Buffer.from(hash, 'hex'),
  );
  expect(await isSigned).toBe(true);
});

it.each([
  ['in clear where its wave has no key', null],
  [
    'in clear where that key lies beside the curve',
    { keyId: '0', publicKey: `B${'A'.repeat(86)}` },
  ],
])('finishes a form %s [D-39]', async (_what, key) => {
  const shelf = await setupPhone(key);

  const { line } = await shelf.finish(sampleForm(1));

  expect(JSON.parse(line ?? '')).toMatchObject({ body: sampleForm(1).body });
});

it('finishes a form unsigned where the phone keeps no key [D-39]', async () => {
  const shelf = await setupPhone(ingestKey, noHand);

  const { line } = await shelf.finish(sampleForm(1));

  expect(JSON.parse(line ?? '')).toMatchObject({ sig: null, sealed: { keyId: ingestKey.keyId } });
});

it('seals the draft of a wave that was closed meanwhile [D-38] [D-39]', async () => {
  const shelf = await setupPhone();
  await shelf.startDraft({ ...sampleDraft(1), waveId });
  await shelf.savePackage(samplePackage([sampleVersion]), null);

  const { line } = await shelf.finish(sampleForm(1));

  expect(await open(line)).toEqual(sampleForm(1).body);
});

it('gives back any body [D-39]', async () => {
  const shelf = await setupPhone();
  let number = 1;
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(
        fc.stringMatching(/^[a-z][a-z0-9_]{0,9}$/),
        fc.oneof(fc.string({ unit: 'grapheme', maxLength: 9000 }), fc.array(fc.string())),
      ),
      async (answers) => {
        const { body, ...form } = sampleForm((number += 1));
        const { line } = await shelf.finish({ ...form, body: { ...body, answers } });
        expect(await open(line)).toEqual({ ...body, answers });
      },
    ),
    { numRuns: 30 },
  );
});
