import { createHash, generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { parse } from 'valibot';
import { comparisonInput, comparisonNumber, deviceDetailsSchema } from '@sipas/shared/wire';
import type { ImportAnswer } from '@sipas/shared/wire';
import type { User } from '../../src/ports/index.ts';
import { type TestPhone, createTestPhone, pushBody } from '../world/phone.ts';
import { askAs, helloOf } from '../world/restored-store.ts';
import { type World, newId, setupWorld } from '../world/setup-world.ts';

let world: World;
let office: User;
let admin: User;
beforeEach(async () => {
  world = await setupWorld();
  await world.addPerson('lan', 'surveyor', ['86']);
  office = await world.addPerson('buudien', 'office', ['29551']);
  admin = await world.addPerson('quantri', 'admin', ['86']);
  for (const person of [office, admin]) await world.signIn(person);
});
afterEach(() => world.leave());

const post = (person: User, path: string, body: object) =>
  world.ask(`/api/v1${path}`, askAs(person, 'POST', JSON.stringify(body)));
const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code;
const { publicKey: key } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const publicKey = key.export({ format: 'jwk' });

/** As the phone takes it, of its own key and of the enrolment that it was given. */
const numberOn = (deviceId: string): string =>
  comparisonNumber(createHash('sha256').update(comparisonInput({ deviceId, publicKey })).digest());

async function enrol(): Promise<{ phone: TestPhone; compares: unknown; code: string }> {
  const made = await post(office, '/enrolments', { surveyor: 'lan' });
  const { code } = (await made.json()) as { code: string };
  const redeemed = await post(office, '/enrolments/redeem', {
    ...{ code, deviceName: 'A12', platform: 'Android', publicKey },
  });
  const { deviceId, deviceToken, compares } = (await redeemed.json()) as Record<string, string>;
  const given = { deviceId: deviceId ?? '', token: deviceToken ?? '', waveId: world.waveId, newId };
  return { phone: createTestPhone(given), compares, code };
}
const compare = (phone: TestPhone, matches: boolean, by = office) =>
  post(by, `/devices/${phone.deviceId}/comparison`, { matches });
const release = (phone: TestPhone, by = office) =>
  post(by, `/devices/${phone.deviceId}/release`, { reason: 'đã gọi hỏi, phiếu thật' });
const revoke = (phone: TestPhone) =>
  post(office, `/devices/${phone.deviceId}/revocation`, { reason: 'mất máy' });
const details = async (phone: TestPhone) =>
  parse(
    deviceDetailsSchema,
    await (await world.ask(`/api/v1/devices/${phone.deviceId}`, askAs(office, 'GET'))).json(),
  );
const push = async (phone: TestPhone, ...lines: string[]) => {
  const answer = await world.push(phone, pushBody(phone, lines));
  return ((await answer.json()) as ImportAnswer).receipts.map(({ outcome, code }) =>
    code === undefined ? outcome : `${outcome} ${code}`,
  );
};
const counted = async () => (await world.storage.keeper.verify()).counted;

it('keeps the forms of a phone that nobody compared, and counts them when its number was right [A-171]', async () => {
  const { phone, compares } = await enrol();
  expect(compares).toBe(true);
  const greeted = await world.ask('/api/v1/sync/hello', helloOf(phone.deviceId, phone.token));
  // It works like any other: it has its package, and what it hands in is kept.
  expect(await greeted.json()).toMatchObject({ status: 'ok' });
  const broken = phone.line({ answers: { q1: '99' } });
  expect(await push(phone, phone.line(), broken)).toEqual([
    'quarantined device.unconfirmed',
    'quarantined device.unconfirmed',
  ]);
  expect((await details(phone)).comparison).toBe(numberOn(phone.deviceId));
  expect(await counted()).toBe(0);

  const compared = await compare(phone, true);

  expect(compared.status).toBe(200);
  const shown = parse(deviceDetailsSchema, await compared.json());
  expect(shown.comparison).toBeUndefined();
  expect(shown.acts).toMatchObject([{ act: 'confirmed', by: 'Người buudien', reason: null }]);
  expect(await counted()).toBe(1);
  expect(await push(phone, phone.line())).toEqual(['stored']);
  // What its answers break is said of it now.
  const { items } = await world.storage.responses.keptApart(world.waveId, 'all', {
    ...{ limit: 9, offset: 0 },
  });
  expect(items).toMatchObject([{ code: 'answer.unknown-option' }]);
  expect(await world.storage.keeper.verify()).toMatchObject({ counted: 2, differences: [] });
  // Said again it changes nothing.
  expect((await compare(phone, true)).status).toBe(200);
  expect((await details(phone)).acts).toHaveLength(1);
});

it('takes back a phone whose number is another one, keeps what it sent, and its code is dead [A-171]', async () => {
  const { phone, code } = await enrol();
  await push(phone, phone.line());

  expect((await compare(phone, false)).status).toBe(200);

  expect(await details(phone)).toMatchObject({
    releasable: true,
    acts: [{ act: 'revoked', reason: 'Số đối chiếu trên máy không khớp với số ở bưu điện' }],
  });
  expect(await push(phone, phone.line())).toEqual(['quarantined device.revoked']);
  expect(await codeOf(await compare(phone, true))).toBe('device.revoked');
  const again = { code, deviceName: 'A12', platform: 'Android' };
  expect(await codeOf(await post(office, '/enrolments/redeem', again))).toBe('enrolment.used');
});

it('refuses to call a trusted phone a wrong one, and tells nobody of phones outside their areas [A-171]', async () => {
  const { phone } = await enrol();
  const far = await world.addPerson('khac', 'office', ['84']);
  await world.signIn(far);

  expect(await codeOf(await compare(phone, true, far))).toBe('device.unknown');
  expect(await codeOf(await release(phone, far))).toBe('device.unknown');
  await compare(phone, true);
  expect(await codeOf(await compare(phone, false))).toBe('device.compared');
  expect(await codeOf(await release(phone))).toBe('device.not-revoked');
  expect((await details(phone)).revokedAt).toBeNull();
});

it('compares nothing with a phone by a code of the operator, or with one that is renewed [A-171]', async () => {
  const lan = (await world.storage.people.listUsers()).find(({ username }) => username === 'lan');
  const own = await world.addPhone(lan as User);

  expect(await push(own, own.line())).toEqual(['stored']);
  expect((await details(own)).comparison).toBeUndefined();
});

it('counts a form that was judged while its phone was being compared [A-171]', async () => {
  const { phone } = await enrol();
  const { storage } = world;
  const storeOnce = storage.responses.storeOnce.bind(storage.responses);
  // The office says it after the form was judged and before it is stored.
  storage.responses.storeOnce = async (...given) => {
    storage.responses.storeOnce = storeOnce;
    await compare(phone, true);
    return storeOnce(...given);
  };

  await push(phone, phone.line());

  expect(await counted()).toBe(1);
});

it('lets what a phone handed in after it was taken back count when a person says so, and only that [A-172]', async () => {
  const { phone } = await enrol();
  await compare(phone, true);
  await push(phone, phone.line());
  await revoke(phone);
  expect((await details(phone)).releasable).toBe(false);
  const lines = [phone.line(), phone.line({ answers: { q1: '99' } }), phone.line()];
  expect(await push(phone, ...lines)).toEqual(Array(3).fill('quarantined device.revoked'));
  expect((await details(phone)).releasable).toBe(true);

  expect((await release(phone)).status).toBe(200);

  expect(await world.storage.keeper.verify()).toMatchObject({ counted: 3, differences: [] });
  expect(await details(phone)).toMatchObject({
    releasable: false,
    acts: [
      { act: 'confirmed' },
      { act: 'revoked' },
      { act: 'released', reason: 'đã gọi hỏi, phiếu thật', by: 'Người buudien' },
    ],
  });
  // It stays taken back.
  expect(await push(phone, phone.line())).toEqual(['quarantined device.revoked']);
  expect(await push(phone, ...lines)).toEqual([
    'already-stored',
    'quarantined answer.unknown-option',
    'already-stored',
  ]);
});
