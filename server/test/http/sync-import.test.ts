import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Problem, PushAnswer } from '@sipas/shared/wire';
import { type TestPhone, pushBody } from '../world/phone.ts';
import { type World, newId, origin, setupWorld } from '../world/setup-world.ts';

let world: World;
let one: TestPhone;
let two: TestPhone;
let cookie: string;
beforeAll(async () => {
  world = await setupWorld();
  one = await world.addPhone(await world.addPerson('mot', 'surveyor', ['86']));
  two = await world.addPhone(await world.addPerson('hai', 'surveyor', ['86']));
  cookie = await world.signIn(await world.addPerson('buudien', 'office', ['86']));
});
afterAll(() => world.leave());

const importFile = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
  world.ask('/api/v1/sync/import', {
    method: 'POST',
    body,
    headers: { cookie, origin, ...headers },
  });
const outcomes = async (response: Response) => {
  expect(response.status).toBe(200);
  const { receipts } = (await response.json()) as PushAnswer;
  expect(receipts.map(({ line }) => line)).toEqual(receipts.map((_, index) => index + 1));
  return receipts.map(({ outcome, code }) => (code === undefined ? outcome : `${outcome} ${code}`));
};

it('takes the files of several phones put together, and a push of the same afterwards [A-12]', async () => {
  const [a, b] = [one.line(), two.line()];
  const stranger = two.line({ envelope: { deviceId: newId() } });
  const file = pushBody(one, [a, 'broken']) + pushBody(two, [b, stranger]);

  expect(await outcomes(await importFile(file))).toEqual([
    'stored',
    'quarantined line.unreadable',
    'stored',
    'quarantined envelope.unknown-device',
  ]);
  expect(await outcomes(await world.push(one, pushBody(one, [a])))).toEqual(['already-stored']);
  expect((await world.storage.keeper.verify()).differences).toEqual([]);
});

it('takes a form of one phone from the file of another [A-12]', async () => {
  const line = two.line();

  expect(await outcomes(await importFile(pushBody(one, [line])))).toEqual(['stored']);
});

it('takes more lines than a push, compressed as a file or on its way [A-12]', async () => {
  const lines = Array.from({ length: 250 }, () => one.line());
  const file = gzipSync(pushBody(one, lines));

  const first = await outcomes(await importFile(file));
  const again = await outcomes(await importFile(file, { 'content-encoding': 'gzip' }));

  expect(new Set(first)).toEqual(new Set(['stored']));
  expect(first).toHaveLength(250);
  expect(new Set(again)).toEqual(new Set(['already-stored']));
});

it.each([
  ['a file without a header', 'batch.unreadable', () => one.line()],
  ['an empty file', 'batch.unreadable', () => ''],
  [
    'a second header of another protocol',
    'batch.protocol-unknown',
    () => pushBody(one, [one.line()]) + pushBody(two, [two.line()], { protocol: 9 }),
  ],
])('refuses %s as %s and keeps nothing of it [A-12]', async (_what, code, make) => {
  const before = (await world.storage.keeper.verify()).envelopes;

  const response = await importFile(make());

  expect(((await response.json()) as Problem).code).toBe(code);
  expect((await world.storage.keeper.verify()).envelopes).toBe(before);
});

it('is for the office: not for phones, surveyors or strangers', async () => {
  const surveyor = await world.signIn(await world.addPerson('ba', 'surveyor', ['86']));
  const body = pushBody(one, [one.line()]);

  expect((await importFile(body, { cookie: '' })).status).toBe(401);
  expect((await importFile(body, { cookie: surveyor })).status).toBe(403);
  expect((await importFile(body, { origin: 'https://elsewhere.example' })).status).toBe(403);
});
