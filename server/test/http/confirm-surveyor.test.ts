import { afterAll, beforeEach, expect, it } from 'vitest';
import type { Problem } from '@sipas/shared/wire';
import type { User } from '../../src/ports/index.ts';
import { enrolmentCodeHash } from '../../src/use-cases/enrolment-code.ts';
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

const addCode = (code: string, user: User, expiresAt = '2999-01-01T00:00:00.000Z') =>
  world.storage.devices.addEnrolmentCode({
    codeHash: enrolmentCodeHash(code),
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
const redeem = (code: string) =>
  post('/enrolments/redeem', { code, deviceName: 'Máy', platform: 'Android' });
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
  await addCode('AAAA-BBBB', surveyor);
  const { deviceToken } = (await (await redeem('AAAA-BBBB')).json()) as { deviceToken: string };

  expect(await refusalOf(await confirm('AAAA-BBBB', deviceToken))).toEqual([410, 'enrolment.used']);
});

it('refuses the code of another surveyor, which still enrols their phone [A-19]', async () => {
  await addCode('CCCC-DDDD', await world.addPerson('hai', 'surveyor', ['29551']));

  expect(await refusalOf(await confirm('CCCC-DDDD'))).toEqual([403, 'enrolment.other-surveyor']);
  expect((await redeem('CCCC-DDDD')).status).toBe(200);
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
