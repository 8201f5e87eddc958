import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type {
  FieldPackage,
  HelloAnswer,
  Problem,
  PullAnswer,
  PushAnswer,
  RedeemAnswer,
} from '@sipas/shared/wire';
import { enrolmentCodeHash } from '../../src/use-cases/enrolment-code.ts';
import { type TestPhone, pushBody } from '../world/phone.ts';
import { smallInstrument, smallVersion } from '../world/small-survey.ts';
import { type World, newId, setupWorld } from '../world/setup-world.ts';

let world: World;
let phone: TestPhone;
beforeAll(async () => {
  world = await setupWorld();
  phone = await world.addPhone(await world.addPerson('mot', 'surveyor', ['29551']));
});
afterAll(() => world.leave());

const post = (path: string, body: unknown, token?: string) =>
  world.ask(`/api/v1${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
  });
const get = (path: string, headers: Record<string, string> = {}) =>
  world.ask(`/api/v1${path}`, { headers: { authorization: `Bearer ${phone.token}`, ...headers } });
const codeOf = async (response: Response) => ((await response.json()) as Problem).code;

const addCode = async (code: string, expiresAt = '2999-01-01T00:00:00.000Z') => {
  const user = await world.storage.people.userByName('mot');
  await world.storage.devices.addEnrolmentCode({
    codeHash: enrolmentCodeHash(code),
    userId: user?.id ?? '',
    createdAt: '2026-11-23T00:00:00.000Z',
    expiresAt,
  });
};
const redeem = (code: string) =>
  post('/enrolments/redeem', { code, deviceName: 'Máy của Lan', platform: 'Android 14' });

it('makes a phone of a code as people type it, once [A-16]', async () => {
  await addCode('7KQ4-M2XP');

  const response = await redeem(' 7kq4 m2xp ');

  expect(response.status).toBe(200);
  const answer = (await response.json()) as RedeemAnswer;
  expect(answer).toMatchObject({
    surveyor: { username: 'mot', name: 'Người mot' },
    areas: [{ code: '29551', name: 'Phường Long Châu' }],
  });
  // 32 bytes in base64url without padding.
  expect(answer.deviceToken).toMatch(/^[\w-]{43}$/);
  const device = await world.storage.devices.byTokenHash(
    createHash('sha256').update(answer.deviceToken).digest('hex'),
  );
  expect(device).toMatchObject({ id: answer.deviceId, name: 'Máy của Lan' });
  expect(await codeOf(await redeem('7KQ4-M2XP'))).toBe('enrolment.used');
});

it('refuses an unknown or expired code [A-16]', async () => {
  await addCode('AAAA-BBBB', '2026-11-23T00:00:01.000Z');

  expect(await codeOf(await redeem('AAAA-BBBB'))).toBe('enrolment.expired');
  expect(await codeOf(await redeem('ZZZZ-ZZZZ'))).toBe('enrolment.unknown-code');
});

it.each([
  ['no token', {}],
  ['an unknown token', { authorization: 'Bearer unknown' }],
  ['another scheme', { authorization: 'Basic dG9rZW4=' }],
])('lets nobody in with %s [A-15]', async (_what, headers) => {
  for (const path of ['/field-package', '/sync/pull']) {
    const response = await world.ask(`/api/v1${path}`, { headers });
    expect(response.status).toBe(401);
    expect(await codeOf(response)).toBe('device.required');
  }
  for (const path of ['/sync/push', '/sync/hello']) {
    const response = await world.ask(`/api/v1${path}`, { method: 'POST', headers, body: '{}' });
    expect(response.status).toBe(401);
  }
});

it('packs the open waves with the communes of the surveyor, and nothing beyond [A-17]', async () => {
  const response = await get('/field-package');
  const pack = (await response.json()) as FieldPackage;

  expect(response.headers.get('cache-control')).toBe('private, no-cache');
  expect(pack.waves.map(({ id }) => id)).toEqual([world.waveId]);
  expect(pack.waves[0]?.units).toEqual([
    {
      code: '29551',
      name: 'Phường Long Châu',
      villages: [{ code: 'Khóm 1', name: 'Khóm 1', target: 10 }],
    },
  ]);
  expect(pack.instruments).toEqual([
    { id: 'small', version: smallVersion, definition: smallInstrument },
  ]);
});

it('sends the package only where it changed: the time alone is no change [A-17]', async () => {
  const tag = (await get('/field-package')).headers.get('etag') ?? '';

  const same = await get('/field-package', { 'if-none-match': tag });
  const weak = await get('/field-package', { 'if-none-match': `"other", W/${tag}` });
  const other = await get('/field-package', { 'if-none-match': '"other"' });

  expect([same.status, weak.status, other.status]).toEqual([304, 304, 200]);
  expect(await same.text()).toBe('');
  expect(other.headers.get('etag')).toBe(tag);
});

const hello = (changes: Record<string, unknown> = {}) => ({
  protocol: 1,
  deviceId: phone.deviceId,
  appVersion: '0.1.0',
  epochs: [{ epoch: 'e1', headSeq: 3, headHash: null }],
  lastReceipt: null,
  unsent: 2,
  oldestUnsentAt: '2026-11-20T08:00:00.000Z',
  storage: { persisted: false, usage: 1, quota: 2 },
  ...changes,
});

it('tells a phone in hello what lacks, and keeps what it said of itself [A-13]', async () => {
  await world.push(phone, pushBody(phone, [phone.line({ envelope: { seq: 2 } })]));

  const answer = (await (await post('/sync/hello', hello(), phone.token)).json()) as HelloAnswer;

  expect(answer).toMatchObject({
    protocol: 1,
    safeReceipt: 0,
    status: 'ok',
    nextSyncAfter: 900,
    missing: [
      { epoch: 'e1', from: 1, to: 1 },
      { epoch: 'e1', from: 3, to: 3 },
    ],
  });
  expect(answer.packageEtag).toBe((await get('/field-package')).headers.get('etag'));
  expect(await world.storage.devices.byId(phone.deviceId)).toMatchObject({
    appVersion: '0.1.0',
    unsent: 2,
    oldestUnsentAt: '2026-11-20T08:00:00.000Z',
    storagePersisted: false,
  });
});

it('refuses a hello of another protocol, of another phone, and of another shape [A-13]', async () => {
  const refused = async (body: unknown) => {
    const response = await post('/sync/hello', body, phone.token);
    return [response.status, await codeOf(response)];
  };

  expect(await refused(hello({ protocol: 2 }))).toEqual([400, 'batch.protocol-unknown']);
  expect(await refused({ protocol: 7, other: true })).toEqual([400, 'batch.protocol-unknown']);
  expect(await refused(hello({ deviceId: newId() }))).toEqual([403, 'device.wrong-device']);
  expect(await refused(hello({ unsent: -1 }))).toEqual([400, 'request.malformed']);
  expect(await refused('not an object')).toEqual([400, 'request.malformed']);
});

it('tells a phone by pull which of its forms wait, each once [A-14]', async () => {
  const own = await world.addPhone(await world.addPerson('hai', 'surveyor', ['29551']));
  const bad = own.envelope({ answers: { q1: '9' } });
  const pull = async (cursor?: string) => {
    const query = cursor === undefined ? '' : `?cursor=${cursor}`;
    const response = await world.ask(`/api/v1/sync/pull${query}`, {
      headers: { authorization: `Bearer ${own.token}` },
    });
    expect(response.status).toBe(200);
    return (await response.json()) as PullAnswer;
  };
  const nothing = await pull();
  const pushed = await world.push(own, pushBody(own, [JSON.stringify(bad), own.line(), 'broken']));
  const { receipts } = (await pushed.json()) as PushAnswer;

  const news = await pull(nothing.cursor);

  expect(nothing.items).toEqual([]);
  expect(news.items).toEqual([
    expect.objectContaining({
      kind: 'kept-apart',
      outcome: 'quarantined',
      code: 'answer.unknown-option',
      responseId: bad['responseId'],
      receipt: receipts[0]?.receipt,
    }),
    expect.objectContaining({ code: 'line.unreadable', responseId: null }),
  ]);
  expect((await pull(news.cursor)).items).toEqual([]);
  expect((await pull(news.items[0]?.cursor)).items).toHaveLength(1);
  expect((await pull()).items).toHaveLength(2);
});

it('refuses a cursor that it never gave, and begins anew with one of an earlier life [A-14]', async () => {
  const earlier = Buffer.from(`${newId()}/999999`).toString('base64url');

  expect(await codeOf(await get('/sync/pull?cursor=made-up'))).toBe('request.malformed');
  expect((await get(`/sync/pull?cursor=${earlier}`)).status).toBe(200);
});

it('keeps apart what a revoked phone sends, and tells it so [A-09] [A-15]', async () => {
  const user = await world.addPerson('ba', 'surveyor', ['29551']);
  const own = await world.addPhone(user);
  const { byTokenHash, byId } = world.storage.devices;
  const revoked = world.storage.devices as { byTokenHash: unknown; byId: unknown };
  const asRevoked = (read: typeof byId) => async (key: string) => {
    const device = await read(key);
    return device?.id === own.deviceId
      ? { ...device, revokedAt: '2026-11-22T00:00:00.000Z' }
      : device;
  };
  revoked.byTokenHash = asRevoked(byTokenHash);
  revoked.byId = asRevoked(byId);

  const pushed = await world.push(own, pushBody(own, [own.line()]));
  const said = await post('/sync/hello', hello({ deviceId: own.deviceId }), own.token);
  const pack = await world.ask('/api/v1/field-package', {
    headers: { authorization: `Bearer ${own.token}` },
  });
  revoked.byTokenHash = byTokenHash;
  revoked.byId = byId;

  expect((await pushed.json()) as PushAnswer).toMatchObject({
    receipts: [{ outcome: 'quarantined', code: 'device.revoked' }],
  });
  expect(await said.json()).toMatchObject({ status: 'revoked', packageEtag: null });
  expect(pack.status).toBe(403);
});
