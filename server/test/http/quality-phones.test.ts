import { afterEach, beforeEach, expect, test } from 'vitest';
import { parse } from 'valibot';
import { type Quality, qualitySchema } from '@sipas/shared/wire';
import type { User } from '../../src/ports/index.ts';
import { type TestPhone, pushBody } from '../world/phone.ts';
import { type World, newId, setupWorld } from '../world/setup-world.ts';

let world: World;
let phone: TestPhone;
let admin: string;
let one: User;
beforeEach(async () => {
  world = await setupWorld();
  one = await world.addPerson('mot', 'surveyor', ['29551']);
  phone = await world.addPhone(one);
  admin = await world.signIn(await world.addPerson('quantri', 'admin', ['86']));
});
afterEach(() => world.leave());

const read = async (waveId = world.waveId, cookie = admin): Promise<Quality> =>
  parse(
    qualitySchema,
    await (await world.ask(`/api/v1/waves/${waveId}/quality`, { headers: { cookie } })).json(),
  );
const push = (lines: readonly string[], from = phone) => world.push(from, pushBody(from, lines));
const hello = (headSeq: number) =>
  world.ask('/api/v1/sync/hello', {
    method: 'POST',
    headers: { authorization: `Bearer ${phone.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      ...{ protocol: 1, deviceId: phone.deviceId, appVersion: '0.2.0', lastReceipt: null },
      epochs: [{ epoch: 'e1', headSeq, headHash: null }],
      ...{ unsent: 0, oldestUnsentAt: null },
      storage: { persisted: true, usage: 1, quota: 2 },
    }),
  });
const codesOf = (tallies: readonly { readonly code: string; readonly count: number }[] = []) =>
  tallies.map(({ code, count }) => `${code} ${String(count)}`).sort();

test('a surveyor whose forms never came stands there by what the phone told, within the areas of who asks [K-20]', async () => {
  const here = await world.signIn(await world.addPerson('day', 'office', ['29551']));
  const elsewhere = await world.signIn(await world.addPerson('noikhac', 'office', ['29557']));
  expect((await read()).surveyors).toEqual([]);

  await hello(40);

  for (const cookie of [admin, here])
    expect((await read(world.waveId, cookie)).surveyors).toMatchObject([
      { username: 'mot', interviews: 0, keptApart: [], phones: [{ missing: 40, forks: 0 }] },
    ]);
  expect((await read(world.waveId, elsewhere)).surveyors).toEqual([]);
});

test('lines of another wave are not counted, and those of no wave are told apart as of the phone [K-20]', async () => {
  await push([
    phone.line(),
    phone.line({ envelope: { waveId: world.closedWaveId } }),
    phone.line({ envelope: { waveId: newId() } }),
    '{"is": "no form"}',
  ]);

  const [here] = (await read()).surveyors;
  const [there] = (await read(world.closedWaveId)).surveyors;

  expect([here?.interviews, codesOf(here?.keptApart)]).toEqual([1, []]);
  expect([there?.interviews, codesOf(there?.keptApart)]).toEqual([0, ['wave.closed 1']]);
  const ofNoWave = ['envelope.malformed 1', 'wave.unknown 1'];
  expect([codesOf(here?.phones[0]?.ofNoWave), codesOf(there?.phones[0]?.ofNoWave)]).toEqual([
    ofNoWave,
    ofNoWave,
  ]);
});

test('a line that does not name the one before it is shown with its phone [K-20] [A-53]', async () => {
  await push([phone.line(), phone.line({ envelope: { prevHash: 'a'.repeat(64) } }), phone.line()]);

  const [surveyor] = (await read()).surveyors;

  expect([surveyor?.interviews, surveyor?.phones.map(({ brokenLinks }) => brokenLinks)]).toEqual([
    3,
    [1],
  ]);
});

test('what is of the wave ranks before what is of the phone [K-20]', async () => {
  const two = await world.addPerson('hai', 'surveyor', ['29551']);
  const other = await world.addPhone(two);
  // Of the wave: a form, and a line whose wave and place are read and whose number cannot be.
  await push([other.line(), other.line({ envelope: { seq: 2 ** 53 - 1 } })], other);
  // Of the phone: forty numbers that lack, a number with two forms, two lines of no wave.
  await push([
    phone.line({ envelope: { seq: 1, waveId: newId() } }),
    phone.line({ envelope: { seq: 1, waveId: newId() } }),
    '{}',
  ]);
  await hello(40);

  const { surveyors } = await read();

  expect(surveyors.map(({ username }) => username)).toEqual(['hai', 'mot']);
  expect(codesOf(surveyors[0]?.keptApart)).toEqual(['envelope.number-implausible 1']);
  expect(surveyors[1]).toMatchObject({ keptApart: [], phones: [{ forks: 1, missing: 39 }] });
});

test('phones of which nothing is open bring nobody in [K-20]', async () => {
  await push([phone.line({ envelope: { waveId: world.closedWaveId } })]);

  expect((await read()).surveyors).toEqual([]);
});
