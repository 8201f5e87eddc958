import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { canonicalJson } from '@sipas/shared/kernel';
import type { FieldPackage, PushAnswer } from '@sipas/shared/wire';
import type { User } from '../../src/ports/index.ts';
import { type TestPhone, pushBody } from '../world/phone.ts';
import { type PublicKey, type Signer, createSigner, finish, seal } from '../world/sealing.ts';
import { type World, newId, origin, setupWorld } from '../world/setup-world.ts';

type Form = Record<string, unknown>;

let world: World;
let surveyor: User;
let phone: TestPhone;
let signer: Signer;
let key: PublicKey;
let cookie: string;

beforeAll(async () => {
  world = await setupWorld();
  surveyor = await world.addPerson('mot', 'surveyor', ['29551']);
  cookie = await world.signIn(await world.addPerson('buudien', 'office', ['86']));
  phone = await world.addPhone(surveyor);
  signer = await createSigner();
  key = await keyOfWave(phone);
  await hello(phone, signer);
});
afterAll(() => world.leave());

const bearer = ({ token }: Pick<TestPhone, 'token'>) => ({ authorization: `Bearer ${token}` });

async function keyOfWave(asking: TestPhone): Promise<PublicKey> {
  const answer = await world.ask('/api/v1/field-package', { headers: bearer(asking) });
  const { waves } = (await answer.json()) as FieldPackage;
  const found = waves.find(({ id }) => id === world.waveId)?.ingestKey;
  if (found === undefined) throw new Error('the wave has no key');
  return found;
}

async function hello(asking: TestPhone, said: { readonly publicKey?: unknown }): Promise<void> {
  const answer = await world.ask('/api/v1/sync/hello', {
    method: 'POST',
    headers: { ...bearer(asking), 'content-type': 'application/json' },
    body: JSON.stringify({
      protocol: 1,
      deviceId: asking.deviceId,
      appVersion: 'test',
      epochs: [],
      lastReceipt: null,
      unsent: 0,
      oldestUnsentAt: null,
      storage: { persisted: null, usage: null, quota: null },
      publicKey: said.publicKey,
    }),
  });
  expect(answer.status).toBe(200);
}

const bodyOf = (from: TestPhone, forms: readonly Form[]) =>
  pushBody(
    from,
    forms.map((form) => canonicalJson(form)),
  );

async function outcomesOf(answer: Response): Promise<string[]> {
  const { receipts } = (await answer.json()) as PushAnswer;
  return receipts.map(({ outcome, code }) => code ?? outcome);
}

const push = async (from: TestPhone, ...forms: readonly Form[]) =>
  outcomesOf(await world.push(from, bodyOf(from, forms)));

const importFile = async (from: TestPhone, ...forms: readonly Form[]) =>
  outcomesOf(
    await world.ask('/api/v1/sync/import', {
      method: 'POST',
      body: bodyOf(from, forms),
      headers: { cookie, origin },
    }),
  );

/** Another phone with a key of its own, which it has told. */
async function anotherPhone() {
  const other = await world.addPhone(surveyor);
  const hand = await createSigner();
  await hello(other, hand);
  return { other, hand };
}

const sealed = async (form: Form = phone.envelope()) => finish(await seal(form, key), signer);

async function texts(): Promise<string[]> {
  const query = { waveId: world.waveId, instrumentKeys: [1], communes: new Set(['29551']) };
  const { items } = await world.storage.comments.list(query, { limit: 1000, offset: 0 });
  return items.map(({ text }) => text);
}

const formOf = async (responseId: unknown) => {
  for await (const row of world.storage.responses.interviews(world.waveId, 'all'))
    if (row.responseId === responseId) return row.envelope;
  return null;
};

it('counts a form that its phone sealed and signed, and keeps no word of it in clear [A-163] [A-161]', async () => {
  const { counted } = await world.storage.keeper.verify();
  const clear = phone.envelope({ answers: { q1: '1', why: 'Chờ quá lâu' } });
  const form = await sealed(clear);

  expect(await push(phone, form)).toEqual(['stored']);

  expect(canonicalJson(form)).not.toContain('Chờ');
  expect(await texts()).toContain('Chờ quá lâu');
  expect((await formOf(clear['responseId']))?.body).toEqual(clear['body']);
  expect(await world.storage.keeper.verify()).toMatchObject({
    differences: [],
    counted: counted + 1,
  });
});

it('counts a form in clear of a phone that never told a key, by push and by file [A-165]', async () => {
  const old = await world.addPhone(surveyor);

  expect(await push(old, old.envelope())).toEqual(['stored']);
  expect(await importFile(old, old.envelope())).toEqual(['stored']);
});

const changes: Form = {
  epoch: 'e2',
  seq: 99,
  prevHash: 'a'.repeat(64),
  responseId: newId(),
  revision: 2,
  kind: 'partial',
  waveId: newId(),
  instrument: { id: 'small', version: 'b'.repeat(64) },
  catalogue: '2020-01-01',
  clock: { wall: '2026-11-21T08:00:00.000Z', utcOffsetMin: 420, activeMs: 1, sinceContactMs: 5 },
};

it.each(Object.keys(changes))(
  'opens no body beside another %s, and does not believe its signature [A-164] [A-165]',
  async (member) => {
    const form = await sealed();
    const changed = { ...form, [member]: changes[member] };

    expect(await push(phone, { ...(await finish(changed)), sig: form['sig'] })).toEqual([
      'envelope.signature-invalid',
    ]);
    expect(await push(phone, await finish(changed))).toEqual(['envelope.seal-broken']);
  },
);

it('has a case for each member of a header that a push may change [W-50]', () => {
  const others = ['hash', 'sig', 'body', 'v', 'deviceId'];
  const header = Object.keys(phone.envelope()).filter((member) => !others.includes(member));

  expect(Object.keys(changes).sort()).toEqual(header.sort());
});

it.each([
  ['enc', (text: string) => `B${'A'.repeat(text.length - 1)}`, 'envelope.seal-broken'],
  ['enc', () => 'no point', 'envelope.seal-broken'],
  ['ciphertext', (text: string) => `AAAA${text.slice(4)}`, 'envelope.seal-broken'],
  ['ciphertext', () => '', 'envelope.seal-broken'],
  ['keyId', () => '0123456789abcdef', 'envelope.key-unknown'],
] as const)('opens no body whose %s was changed [A-164]', async (member, change, code) => {
  const form = await seal(phone.envelope(), key);
  const parts = form['sealed'] as Record<string, string>;
  const changed = { ...form, sealed: { ...parts, [member]: change(parts[member] ?? '') } };

  expect(await push(phone, await finish(changed, signer))).toEqual([code]);
});

it('opens no body that was sealed for another form [A-164]', async () => {
  const [one, two] = [
    await seal(phone.envelope(), key),
    await seal(phone.envelope({ answers: { q1: '1' } }), key),
  ];

  const swapped = await finish({ ...one, sealed: two['sealed'] }, signer);

  expect(await push(phone, swapped)).toEqual(['envelope.seal-broken']);
});

const whole = () => canonicalJson(phone.envelope({ body: { household: 'H' } })['body']);

it.each([
  ['no JSON', () => 'Chờ'],
  ['a key twice', () => whole().replace('"mode":', '"mode":"other","mode":')],
  ['a member that is none of a body', () => whole().replace('"mode":', '"extra":1,"mode":')],
  ['half of a character', () => whole().replace('"H"', '"\\ud800"')],
  ['too little', () => '{}'],
])('keeps apart a sealed body with %s [A-164]', async (_what, text) => {
  const form = await finish(await seal(phone.envelope(), key, text()), signer);

  expect(await push(phone, form)).toEqual(['envelope.malformed']);
});

it('judges a sealed body by the rules of one in clear [A-09]', async () => {
  const unit = { commune: '29584', village: 'Ấp 1' };

  expect(await push(phone, await sealed(phone.envelope({ body: { unit } })))).toEqual([
    'unit.outside-area',
  ]);
  expect(await push(phone, await sealed(phone.envelope({ answers: { age: 17 } })))).toEqual([
    'answer.constraint',
  ]);
});

it('answers the same form again as the same, sealed again as another [A-01]', async () => {
  const clear = phone.envelope();
  const form = await sealed(clear);

  expect(await push(phone, form, form, await sealed(clear))).toEqual([
    'stored',
    'already-stored',
    'response.conflict',
  ]);
});

it('does not take the signature of another phone, nor lets it stand in the way of the true one [A-165]', async () => {
  const { hand } = await anotherPhone();
  const form = await sealed();
  const forged = { ...form, sig: await hand.sign(String(form['hash'])) };
  const broken = { ...form, sig: `${signer.keyId}.${'A'.repeat(86)}` };

  expect(await push(phone, forged)).toEqual(['envelope.signature-invalid']);
  expect(await importFile(phone, forged, broken)).toEqual([
    'envelope.signature-invalid',
    'envelope.signature-invalid',
  ]);
  expect(await push(phone, form)).toEqual(['stored']);
});

it('keeps apart what a file brings unsigned of a phone that signs, until the phone itself sends it [A-165]', async () => {
  const unsigned = await finish(await seal(phone.envelope(), key));
  const clear = phone.envelope();

  expect(await importFile(phone, unsigned, clear)).toEqual([
    'envelope.unsigned',
    'envelope.unsigned',
  ]);
  expect(await push(phone, unsigned, clear)).toEqual(['stored', 'stored']);
  expect(await importFile(phone, await sealed())).toEqual(['stored']);
});

it('counts what waited for a key of its phone as soon as the phone tells it, once [A-166]', async () => {
  const { other } = await anotherPhone();
  const fresh = await createSigner();
  const clear = other.envelope();
  const form = await finish(await seal(clear, key), fresh);

  expect(await importFile(other, form)).toEqual(['envelope.signature-key-unknown']);
  expect(await formOf(clear['responseId'])).toBeNull();
  // The same key told by somebody else changes nothing.
  await hello(phone, fresh);
  expect(await formOf(clear['responseId'])).toBeNull();
  await hello(other, fresh);
  await hello(other, fresh);

  expect(await formOf(clear['responseId'])).not.toBeNull();
  expect(await importFile(other, form)).toEqual(['already-stored']);
  expect((await world.storage.keeper.verify()).differences).toEqual([]);
  const acts = await world.storage.deviceActs.acts(other.deviceId);
  expect(acts).toMatchObject([{ act: 'key-changed', reason: fresh.keyId, by: null }]);
});

it('lets a push under a key that nobody told count: its token stands for it [A-165]', async () => {
  const fresh = await createSigner();

  expect(await push(phone, await finish(await seal(phone.envelope(), key), fresh))).toEqual([
    'stored',
  ]);
});

it('keeps no key that is none of the curve, and the phone goes on [A-166]', async () => {
  const other = await world.addPhone(surveyor);

  await hello(other, { publicKey: { kty: 'EC', crv: 'P-256', x: 'AA', y: 'BB' } });
  await hello(other, { publicKey: { kty: 'OKP', crv: 'Ed25519', x: 'AA' } });

  expect(await world.storage.devices.hasSigningKey(other.deviceId)).toBe(false);
  expect(await push(other, other.envelope())).toEqual(['stored']);
});

it('keeps the key that comes with the code of a phone [A-166]', async () => {
  const made = await world.ask('/api/v1/enrolments', {
    method: 'POST',
    body: JSON.stringify({ surveyor: 'mot' }),
    headers: { cookie, origin, 'content-type': 'application/json' },
  });
  const { code } = (await made.json()) as { code: string };
  const { publicKey } = await createSigner();

  const redeemed = await world.ask('/api/v1/enrolments/redeem', {
    method: 'POST',
    body: JSON.stringify({ code, deviceName: 'Máy', platform: 'Android', publicKey }),
    headers: { 'content-type': 'application/json' },
  });

  const { deviceId } = (await redeemed.json()) as { deviceId: string };
  expect(await world.storage.devices.hasSigningKey(deviceId)).toBe(true);
});

it('gives back any body as it was sealed [A-163]', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
      async (why, household) => {
        const clear = phone.envelope({ answers: { q1: '1', why }, body: { household } });
        const [outcome] = await push(phone, await sealed(clear));
        // Text that no form may hold is refused sealed as it is in clear.
        fc.pre(outcome === 'stored');
        expect((await formOf(clear['responseId']))?.body).toEqual(clear['body']);
      },
    ),
    { numRuns: 25 },
  );
});
