import { afterEach, beforeEach, expect, it } from 'vitest';
import { parse } from 'valibot';
import { canonicalJson } from '@sipas/shared/kernel';
import { type ImportAnswer, deviceDetailsSchema } from '@sipas/shared/wire';
import type { User } from '../../src/ports/index.ts';
import { jsonOf, refusalOf, runHere } from '../cli/run-sipas.ts';
import { type TestPhone, createTestPhone, pushBody } from '../world/phone.ts';
import { askAs, helloOf } from '../world/restored-store.ts';
import { type World, newId, setupWorld } from '../world/setup-world.ts';

let world: World;
let lan: User;
let mai: User;
let office: User;
let admin: User;
beforeEach(async () => {
  world = await setupWorld();
  lan = await world.addPerson('lan', 'surveyor', ['86']);
  mai = await world.addPerson('mai', 'surveyor', ['29551']);
  await world.addPerson('xa', 'surveyor', ['29584']);
  office = await world.addPerson('buudien', 'office', ['29551', '29557']);
  admin = await world.addPerson('quantri', 'admin', ['86']);
  for (const person of [office, admin]) await world.signIn(person);
});
afterEach(() => world.leave());

const post = (person: User, path: string, body: object | string) =>
  world.ask(
    `/api/v1${path}`,
    askAs(person, 'POST', typeof body === 'string' ? body : JSON.stringify(body)),
  );
const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code;
const receiptsOf = async (answer: Response) => {
  expect(answer.status).toBe(200);
  return ((await answer.json()) as ImportAnswer).receipts.map(({ outcome, code }) =>
    code === undefined ? outcome : `${outcome} ${code}`,
  );
};
const importFile = async (phone: TestPhone, lines: readonly string[]) =>
  receiptsOf(await post(admin, '/sync/import', pushBody(phone, lines)));
const adopt = (phone: TestPhone, surveyor: string) =>
  post(admin, `/unknown-devices/${phone.deviceId}/adoption`, { surveyor });
const move = (
  phone: TestPhone,
  surveyor: string,
  { by = admin, reason = 'nhầm người' }: { by?: User; reason?: string } = {},
) => post(by, `/devices/${phone.deviceId}/surveyor`, { surveyor, reason });
const revoke = (phone: TestPhone, { by = office, reason = 'mất máy' } = {}) =>
  post(by, `/devices/${phone.deviceId}/revocation`, { reason });
const details = async (phone: TestPhone) =>
  parse(
    deviceDetailsSchema,
    await (await world.ask(`/api/v1/devices/${phone.deviceId}`, askAs(admin, 'GET'))).json(),
  );
const bySurveyor = async (): Promise<Record<string, number>> => {
  const rows = await world.storage.responses.progress(world.waveId, 'all');
  const names = new Map(
    (await world.storage.people.listUsers()).map(({ id, username }) => [id, username]),
  );
  const counts: Record<string, number> = {};
  for (const { surveyorId, accepted } of rows) {
    const name = names.get(surveyorId) ?? surveyorId;
    counts[name] = (counts[name] ?? 0) + accepted;
  }
  return counts;
};
const commentCount = async (): Promise<number> => {
  const query = {
    waveId: world.waveId,
    instrumentKeys: [1],
    communes: new Set(['29551', '29557']),
  };
  return (await world.storage.comments.list(query, { limit: 1, offset: 0 })).total;
};
const inCommune = (commune: string) => ({ body: { unit: { commune, village: 'Khóm 1' } } });
/** A phone that the store never enrolled. */
const strange = (): TestPhone =>
  createTestPhone({ deviceId: newId(), token: 'none', waveId: world.waveId, newId });

it('gives a phone that was taken in for the wrong surveyor to the right one, with all that it made [A-95]', async () => {
  const phone = strange();
  const says = { answers: { q1: '1', why: 'Chờ lâu' } };
  await importFile(phone, [
    phone.line(),
    phone.line(says),
    phone.line({ ...says, ...inCommune('29557') }),
  ]);
  expect(await receiptsOf(await adopt(phone, 'mai'))).toEqual([
    'stored',
    'stored',
    'quarantined unit.outside-area',
  ]);
  expect(await bySurveyor()).toEqual({ mai: 2 });
  expect(await commentCount()).toBe(1);

  const moved = await move(phone, 'lan');

  expect(moved.status).toBe(200);
  expect(parse(deviceDetailsSchema, await moved.json())).toMatchObject({
    surveyor: 'Người lan',
    acts: [
      { act: 'adopted', surveyor: 'Người mai', before: null, reason: null, by: 'Người quantri' },
      {
        act: 'moved',
        surveyor: 'Người lan',
        before: 'Người mai',
        reason: 'nhầm người',
        by: 'Người quantri',
      },
    ],
  });
  expect(await bySurveyor()).toEqual({ lan: 3 });
  expect(await commentCount()).toBe(2);
  expect(await world.storage.keeper.verify()).toMatchObject({ counted: 3, differences: [] });
  expect(await importFile(phone, [phone.line(inCommune('29557'))])).toEqual(['stored']);
  expect(await bySurveyor()).toEqual({ lan: 4 });
  expect(world.logged).toContainEqual(
    expect.objectContaining({
      message: 'a phone was moved to another surveyor',
      account: 'quantri',
      deviceId: phone.deviceId,
      surveyor: 'lan',
      reason: 'nhầm người',
    }),
  );
  // Said again it changes nothing.
  expect((await move(phone, 'lan')).status).toBe(200);
  expect((await details(phone)).acts).toHaveLength(2);
});

it('moves nothing that a code vouches for, nor to where the phone did not work, nor for who sees it not [A-95]', async () => {
  const own = await world.addPhone(lan);
  const phone = strange();
  await importFile(phone, [phone.line(inCommune('29557'))]);
  await adopt(phone, 'lan');
  const far = await world.addPerson('khac', 'office', ['29584']);
  await world.signIn(far);

  expect(await codeOf(await move(own, 'mai'))).toBe('device.not-adopted');
  expect(await codeOf(await move(phone, 'mai'))).toBe('device.outside-areas');
  expect(await codeOf(await move(phone, 'buudien'))).toBe('user.not-surveyor');
  const ofMai = strange();
  await importFile(ofMai, [ofMai.line()]);
  await adopt(ofMai, 'mai');
  expect(await codeOf(await move(ofMai, 'xa', { by: far }))).toBe('device.unknown');
  expect(await codeOf(await move(phone, 'xa', { by: office }))).toBe('user.unknown');
  expect(await codeOf(await move(phone, 'mai', { reason: ' ' }))).toBe('request.malformed');
  expect(await bySurveyor()).toEqual({ lan: 1, mai: 1 });
});

it('moves no phone that a code had enrolled before it was taken in once more [A-95]', async () => {
  const own = await world.addPhone(lan);
  await world.ask('/api/v1/sync/hello', helloOf(own.deviceId, 'other'));
  expect((await adopt(own, 'lan')).status).toBe(200);

  expect(await codeOf(await move(own, 'mai'))).toBe('device.not-adopted');
});

it('lets a code that was made before the move renew the phone no more [A-95]', async () => {
  const phone = strange();
  await importFile(phone, [phone.line()]);
  await adopt(phone, 'mai');
  const made = await post(admin, '/enrolments', { surveyor: 'mai', device: phone.deviceId });
  const { code } = (await made.json()) as { code: string };
  await move(phone, 'lan');

  const answer = await post(admin, '/enrolments/redeem', {
    code,
    deviceName: 'A12',
    platform: 'Android',
    renews: [phone.deviceId],
  });

  expect(await codeOf(answer)).toBe('enrolment.expired');
});

it('is moved by the command as well', async () => {
  const phone = strange();
  await importFile(phone, [phone.line()]);
  await adopt(phone, 'mai');
  const sipas = (...args: string[]) =>
    runHere(world.dataDir, 'device', ...args, '--data', world.dataDir, '--json');

  expect(refusalOf(await sipas('move', newId(), '--surveyor', 'lan', '--reason', 'x'))).toBe(
    'device.unknown',
  );
  // As it is read out: the last eight signs, in fours.
  const tail = `${phone.deviceId.slice(-8, -4)} ${phone.deviceId.slice(-4)}`.toUpperCase();
  const moved = await sipas('move', tail, '--surveyor', 'lan', '--reason', 'nhầm');

  expect(jsonOf(moved)).toEqual({
    device: phone.deviceId,
    surveyor: 'lan',
    stored: 0,
    waiting: 0,
  });
  expect(await bySurveyor()).toEqual({ lan: 1 });
  expect((await details(phone)).acts.at(-1)).toMatchObject({ act: 'moved', by: null });
});

it('takes a phone back by name and with a reason, and keeps what it still hands in [P-81]', async () => {
  const phone = await world.addPhone(lan);
  const [first, second, third] = [phone.line(), phone.line(), phone.line()];
  await world.push(phone, pushBody(phone, [first]));

  const revoked = await revoke(phone);

  expect(revoked.status).toBe(200);
  const shown = parse(deviceDetailsSchema, await revoked.json());
  expect(shown.revokedAt).not.toBeNull();
  expect(shown.acts).toMatchObject([
    { act: 'revoked', surveyor: 'Người lan', reason: 'mất máy', by: 'Người buudien' },
  ]);
  // By network and by file: kept under a receipt, told why, and waiting for a person. What came before counts.
  const greeted = await world.ask('/api/v1/sync/hello', helloOf(phone.deviceId, phone.token));
  expect(await greeted.json()).toMatchObject({ status: 'revoked', packageEtag: null });
  expect(await receiptsOf(await world.push(phone, pushBody(phone, [first, second])))).toEqual([
    'already-stored',
    'quarantined device.revoked',
  ]);
  expect(await importFile(phone, [third])).toEqual(['quarantined device.revoked']);
  const waiting = await world.storage.responses.keptApart(world.waveId, 'all', {
    limit: 9,
    offset: 0,
  });
  expect(waiting.total).toBe(2);
  expect(await bySurveyor()).toEqual({ lan: 1 });
  expect((await world.storage.devices.ledger(phone.deviceId)).missing).toEqual([]);
  expect(world.logged).toContainEqual(
    expect.objectContaining({
      message: 'a phone was taken back',
      account: 'buudien',
      deviceId: phone.deviceId,
      reason: 'mất máy',
    }),
  );
});

it('takes no phone back twice, without a reason, or for who does not see it [P-81]', async () => {
  const phone = await world.addPhone(mai);
  const far = await world.addPerson('khac', 'office', ['29584']);
  await world.signIn(far);

  expect(await codeOf(await revoke(phone, { by: far }))).toBe('device.unknown');
  expect(await codeOf(await revoke(phone, { reason: '' }))).toBe('request.malformed');
  const sipas = (...args: string[]) =>
    runHere(world.dataDir, 'device', 'revoke', ...args, '--data', world.dataDir, '--json');
  expect((await sipas(phone.deviceId)).exit).toBe(2);
  expect(refusalOf(await sipas(newId(), '--reason', 'mất'))).toBe('device.unknown');
  expect(jsonOf(await sipas(phone.deviceId, '--reason', 'mất'))).toMatchObject({
    device: phone.deviceId,
    reason: 'mất',
  });
  const { revokedAt } = await details(phone);
  expect((await revoke(phone)).status).toBe(200);
  const after = await details(phone);
  expect([after.revokedAt, after.acts.length]).toEqual([revokedAt, 1]);
});

it('ends the codes that were made for a phone with its enrolment [P-81]', async () => {
  const phone = strange();
  await importFile(phone, [phone.line()]);
  expect((await adopt(phone, 'mai')).status).toBe(200);
  const made = await post(admin, '/enrolments', { surveyor: 'mai', device: phone.deviceId });
  const { code } = (await made.json()) as { code: string };
  expect((await revoke(phone)).status).toBe(200);

  const asked = { code, deviceName: 'Máy', platform: 'Android', renews: [phone.deviceId] };
  const redeemed = await post(admin, '/enrolments/redeem', asked);

  expect(await codeOf(redeemed)).toBe('enrolment.expired');
});

it('lets no other phone correct a form that waits as misplaced [A-01]', async () => {
  const phone = strange();
  const form = phone.envelope(inCommune('29557'));
  await importFile(phone, [phone.line(), canonicalJson(form)]);
  expect((await adopt(phone, 'mai')).status).toBe(200);
  const other = await world.addPhone(lan);

  const stolen = { responseId: form['responseId'], revision: 2 };
  expect(await importFile(other, [other.line({ envelope: stolen })])).toEqual([
    'conflict response.of-other-device',
  ]);
  expect((await move(phone, 'lan')).status).toBe(200);

  expect(await bySurveyor()).toEqual({ lan: 2 });
});
