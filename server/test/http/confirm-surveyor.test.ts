import type { webcrypto } from 'node:crypto';
import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core';
import { afterAll, beforeEach, expect, it } from 'vitest';
import type { Problem } from '@sipas/shared/wire';
import type { User } from '../../src/ports/index.ts';
import { enrolmentCodeHash } from '../../src/use-cases/enrolment-code.ts';
import { jsonOf, runHere } from '../cli/run-sipas.ts';
import type { TestPhone } from '../world/phone.ts';
import { type World, setupWorld } from '../world/setup-world.ts';

const worlds: World[] = [];
let world: World;
let surveyor: User;
let phone: TestPhone;
beforeEach(async () => {
  world = await setupWorld();
  worlds.push(world);
  surveyor = await world.addPerson('mot', 'surveyor', ['29551']);
  phone = await world.addPhone(surveyor);
});
afterAll(() => Promise.all(worlds.map((one) => one.leave())));

const addCode = (
  code: string,
  user: User,
  expiresAt = '2999-01-01T00:00:00.000Z',
  purpose: 'phone' | 'pin' = 'pin',
) =>
  world.storage.devices.addEnrolmentCode({
    codeHash: enrolmentCodeHash(code),
    purpose,
    userId: user.id,
    createdAt: '2026-11-23T00:00:00.000Z',
    expiresAt,
  });
const post = (path: string, body: unknown, token?: string) =>
  world.ask(`/api/v1${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
  });
const confirm = (code: unknown, token = phone.token) =>
  post('/enrolments/confirm', { code }, token);
const redeem = (code: string, renews?: readonly string[]) =>
  post('/enrolments/redeem', { code, deviceName: 'Máy', platform: 'Android', renews });
const refusalOf = async (response: Response) => [
  response.status,
  ((await response.json()) as Problem).code,
];

it('confirms the surveyor of a phone by a code of theirs, once, and makes no phone of it [A-19]', async () => {
  await addCode('7KQ4-M2XP', surveyor);
  const before = await world.storage.devices.list();

  const answer = await confirm(' 7kq4 m2xp ');

  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ surveyor: { username: 'mot', name: 'Người mot' } });
  expect(await world.storage.devices.list()).toEqual(before);
  expect(world.logged).toContainEqual(
    expect.objectContaining({ device: phone.deviceId, account: 'mot' }),
  );
  expect(await refusalOf(await confirm('7KQ4-M2XP'))).toEqual([410, 'enrolment.used']);
  expect(await refusalOf(await redeem('7KQ4-M2XP'))).toEqual([410, 'enrolment.used']);
});

it('takes no code that enrolled a phone, not even this one [A-19]', async () => {
  await addCode('AAAA-BBBB', surveyor, undefined, 'phone');
  const { deviceToken } = (await (await redeem('AAAA-BBBB')).json()) as { deviceToken: string };

  expect(await refusalOf(await confirm('AAAA-BBBB', deviceToken))).toEqual([410, 'enrolment.used']);
});

it('refuses the code of another surveyor, which still opens their phone [A-19]', async () => {
  const other = await world.addPerson('hai', 'surveyor', ['29551']);
  await addCode('CCCC-DDDD', other);

  expect(await refusalOf(await confirm('CCCC-DDDD'))).toEqual([403, 'enrolment.other-surveyor']);
  expect((await confirm('CCCC-DDDD', (await world.addPhone(other)).token)).status).toBe(200);
});

it('takes a code for what it was made for alone, and leaves it good [A-19] [A-16]', async () => {
  await addCode('PPPP-QQQQ', surveyor, undefined, 'phone');
  await addCode('RRRR-SSSS', surveyor, undefined, 'pin');

  expect(await refusalOf(await confirm('PPPP-QQQQ'))).toEqual([409, 'enrolment.not-for-pin']);
  expect(await refusalOf(await redeem('RRRR-SSSS'))).toEqual([409, 'enrolment.for-pin']);
  // A phone that the server lost has to ask for the code of this very phone: one that enrols would be refused as well.
  expect(await refusalOf(await redeem('RRRR-SSSS', [phone.deviceId]))).toEqual([
    409,
    'enrolment.not-renewal',
  ]);
  expect((await redeem('PPPP-QQQQ')).status).toBe(200);
  expect((await confirm('RRRR-SSSS')).status).toBe(200);
});

it('makes a code for a forgotten PIN when the office asks for one, by console and command [P-07]', async () => {
  const office = await world.addPerson('buudien', 'office', ['29551']);
  const cookie = await world.signIn(office);
  const make = (body: object) =>
    world.ask('/api/v1/enrolments', {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify({ surveyor: 'mot', ...body }),
    });
  const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code;

  expect((await confirm(await codeOf(await make({ purpose: 'pin' })))).status).toBe(200);
  expect(await refusalOf(await confirm(await codeOf(await make({}))))).toEqual([
    409,
    'enrolment.not-for-pin',
  ]);
  const both = await make({ purpose: 'pin', device: phone.deviceId });
  expect(await refusalOf(both)).toEqual([400, 'request.malformed']);
  expect(world.logged).toContainEqual(
    expect.objectContaining({ account: 'buudien', surveyor: 'mot', purpose: 'pin' }),
  );
  const enrol = async (...args: string[]) =>
    jsonOf(
      await runHere(
        world.dataDir,
        'enrol',
        '--surveyor',
        'mot',
        ...args,
        '--data',
        world.dataDir,
        '--json',
      ),
    ) as { code: string };
  expect((await confirm((await enrol('--pin')).code)).status).toBe(200);
  expect((await redeem((await enrol()).code)).status).toBe(200);
});

it('tells the log who was enrolled by a code', async () => {
  await addCode('TTTT-VVVV', surveyor, undefined, 'phone');

  const { deviceId } = (await (await redeem('TTTT-VVVV')).json()) as { deviceId: string };

  expect(world.logged).toContainEqual(
    expect.objectContaining({
      message: 'a phone was enrolled by a code',
      device: deviceId,
      surveyor: 'mot',
    }),
  );
});

it('refuses codes that are unknown or expired, and whoever is no phone [A-19]', async () => {
  await addCode('EEEE-FFFF', surveyor, '2026-11-23T00:00:01.000Z');
  await addCode('GGGG-HHHH', surveyor);

  expect(await refusalOf(await confirm('ZZZZ-ZZZZ'))).toEqual([404, 'enrolment.unknown-code']);
  expect(await refusalOf(await confirm('EEEE-FFFF'))).toEqual([410, 'enrolment.expired']);
  expect(await refusalOf(await confirm(7))).toEqual([400, 'request.malformed']);
  expect(await refusalOf(await confirm('GGGG-HHHH', 'unknown'))).toEqual([401, 'device.required']);
  expect((await confirm('GGGG-HHHH')).status).toBe(200);
});

it('confirms nobody on a phone that was taken back [A-19]', async () => {
  await addCode('JJJJ-KKKK', surveyor);
  const { byTokenHash } = world.storage.devices;
  (world.storage.devices as { byTokenHash: unknown }).byTokenHash = async (hash: string) => {
    const device = await byTokenHash(hash);
    return device && { ...device, revokedAt: '2026-11-22T00:00:00.000Z' };
  };

  expect(await refusalOf(await confirm('JJJJ-KKKK'))).toEqual([403, 'device.revoked']);
});

it('bounds the guesses of one address together with those at enrolment [A-19]', async () => {
  await addCode('MMMM-NNNN', surveyor);
  for (let tries = 0; tries < 30; tries++) {
    await redeem('ZZZZ-ZZZZ');
    await confirm('ZZZZ-ZZZZ');
  }
  // Sixty wrong ones are free; beyond them one each 6 s.
  await confirm('ZZZZ-ZZZZ');

  expect(await refusalOf(await confirm('MMMM-NNNN'))).toEqual([429, 'enrolment.too-many-attempts']);
});

const sealedKey = async (sealedFor: { readonly deviceId: string; readonly surveyor: string }) => {
  await world.storage.ingestKeys.ensure('2026-11-23T00:00:00.000Z');
  const [ingestKey] = (await world.storage.ingestKeys.newest()).values();
  if (ingestKey === undefined) throw new Error('the open wave has a key');
  const suite = new CipherSuite({
    kem: new DhkemP256HkdfSha256(),
    kdf: new HkdfSha256(),
    aead: new Aes256Gcm(),
  });
  const point = Uint8Array.from(Buffer.from(ingestKey.publicKey, 'base64url'));
  const sender = await suite.createSenderContext({
    recipientPublicKey: (await suite.kem.deserializePublicKey(point.buffer)) as webcrypto.CryptoKey,
    info: new TextEncoder().encode('sipas draft key 1').buffer,
  });
  const beside = JSON.stringify(sealedFor);
  const ciphertext = await sender.seal(
    Uint8Array.from(Buffer.alloc(32, 7)).buffer,
    new TextEncoder().encode(beside).buffer,
  );
  const text = (bytes: ArrayBuffer) => Buffer.from(bytes).toString('base64url');
  return { keyId: ingestKey.keyId, enc: text(sender.enc), ciphertext: text(ciphertext) };
};

it('opens the key of the open interviews for the surveyor whose it was, with a code [A-19]', async () => {
  await addCode('7KQ4-M2XP', surveyor);
  const draftKey = await sealedKey({ deviceId: phone.deviceId, surveyor: 'mot' });

  const refused = await post('/enrolments/confirm', { code: 'ZZZZ-ZZZZ', draftKey }, phone.token);
  const answer = await post('/enrolments/confirm', { code: '7KQ4-M2XP', draftKey }, phone.token);

  expect(await refused.text()).not.toContain('draftKey');
  expect(await answer.json()).toMatchObject({
    draftKey: Buffer.alloc(32, 7).toString('base64url'),
  });
});

it.each([
  ['of another phone', (own: string) => ({ deviceId: `${own.slice(0, -1)}0`, surveyor: 'mot' })],
  ['of a surveyor before', (own: string) => ({ deviceId: own, surveyor: 'hai' })],
])('confirms the surveyor, and opens no key %s [A-19]', async (_whose, sealedFor) => {
  await addCode('7KQ4-M2XP', surveyor);
  const draftKey = await sealedKey(sealedFor(phone.deviceId));

  const answer = await post('/enrolments/confirm', { code: '7KQ4-M2XP', draftKey }, phone.token);

  expect(answer.status).toBe(200);
  expect(await answer.json()).not.toHaveProperty('draftKey');
});

it('confirms the surveyor where the key is not here, or is nonsense [A-19]', async () => {
  const nonsense = { keyId: '0'.repeat(16), enc: '?', ciphertext: '' };
  await addCode('7KQ4-M2XP', surveyor);

  const answer = await post(
    '/enrolments/confirm',
    { code: '7KQ4-M2XP', draftKey: nonsense },
    phone.token,
  );

  expect(answer.status).toBe(200);
  expect(await answer.json()).not.toHaveProperty('draftKey');
});
