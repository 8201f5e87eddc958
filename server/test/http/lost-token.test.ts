import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ImportAnswer, UnknownPhone } from '@sipas/shared/wire';
import type { User } from '../../src/ports/index.ts';
import { jsonOf, runHere } from '../cli/run-sipas.ts';
import { type TestPhone, pushBody } from '../world/phone.ts';
import { type Restored, askAs, helloOf, restoreStore } from '../world/restored-store.ts';
import { type World, newId, setupWorld } from '../world/setup-world.ts';

/**
 * The right store enrolled the phone. A wrong one, put back to a backup from before that, took it in and gave it another
 * token; then the right store was put back.
 */
let world: World;
let office: User;
let admin: User;
let phone: TestPhone;
let folder: string;
/** What the wrong store gave the phone. */
let token: string;
let right: Restored;
const open: Restored[] = [];

beforeEach(async () => {
  world = await setupWorld();
  folder = mkdtempSync(join(tmpdir(), 'sipas-lost-token-'));
  const surveyor = await world.addPerson('lan', 'surveyor', ['86']);
  office = await world.addPerson('buudien', 'office', ['86']);
  admin = await world.addPerson('quantri', 'admin', ['86']);
  await world.signIn(office);
  await world.signIn(admin);
  const older = join(folder, 'older.sqlite');
  await world.storage.keeper.backup(older, new Date().toISOString());
  phone = await world.addPhone(surveyor);
  lines = [phone.line(), phone.line(), phone.line()];
  expect((await hello(world, phone.token)).status).toBe(200);
  await push(world, phone.token, lines.slice(0, 1));

  const wrong = await serve(older, 'wrong');
  expect((await hello(wrong, phone.token)).status).toBe(401);
  expect((await adopt(wrong, admin)).status).toBe(200);
  token = await renew(wrong);
  await push(wrong, token, lines.slice(0, 2));

  const newer = join(folder, 'newer.sqlite');
  await world.storage.keeper.backup(newer, new Date().toISOString());
  right = await serve(newer, 'right');
});
afterEach(async () => {
  for (const store of open.splice(0)) await store.storage.keeper.close();
  await world.leave();
  rmSync(folder, { recursive: true, force: true });
});

let lines: string[];
type Server = Pick<Restored, 'ask'>;

async function serve(backup: string, name: string): Promise<Restored> {
  const store = await restoreStore(folder, backup, name);
  open.push(store);
  return store;
}
const hello = (at: Server, with_: string, epochs: object[] = []) =>
  at.ask('/api/v1/sync/hello', helloOf(phone.deviceId, with_, epochs));
const adopt = (at: Server, person: User, surveyor = 'lan') =>
  at.ask(
    `/api/v1/unknown-devices/${phone.deviceId}/adoption`,
    askAs(person, 'POST', JSON.stringify({ surveyor })),
  );
const codeFor = (at: Server) =>
  at.ask(
    '/api/v1/enrolments',
    askAs(office, 'POST', JSON.stringify({ surveyor: 'lan', device: phone.deviceId })),
  );
async function renew(at: Server): Promise<string> {
  const { code } = (await (await codeFor(at)).json()) as { code: string };
  const renews = [phone.deviceId];
  const answer = await at.ask('/api/v1/enrolments/redeem', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code, deviceName: 'A12', platform: 'Android', renews }),
  });
  const given = (await answer.json()) as { deviceId: string; deviceToken: string };
  expect(given.deviceId).toBe(phone.deviceId);
  return given.deviceToken;
}
async function push(at: Server, with_: string, sent: readonly string[]): Promise<string[]> {
  const answer = await at.ask('/api/v1/sync/push', {
    method: 'POST',
    headers: { authorization: `Bearer ${with_}`, 'content-type': 'application/x-ndjson' },
    body: pushBody(phone, sent),
  });
  expect(answer.status).toBe(200);
  return ((await answer.json()) as ImportAnswer).receipts.map(({ outcome }) => outcome);
}
const listed = async (person: User): Promise<readonly UnknownPhone[]> => {
  const answer = await right.ask('/api/v1/unknown-devices', askAs(person, 'GET'));
  return ((await answer.json()) as { devices: UnknownPhone[] }).devices;
};
const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code;
const headOf = (line: string | undefined, seq: number) => [
  { epoch: 'e1', headSeq: seq, headHash: (JSON.parse(line ?? '') as { hash: string }).hash },
];

it('brings a phone that was renewed at a wrong store back to the right one, each form once [A-96]', async () => {
  const epochs = headOf(lines[2], 3);
  expect((await hello(right, token, epochs)).status).toBe(401);

  // Seen, with whose phone it is, by console and command.
  expect(await listed(office)).toMatchObject([
    { deviceId: phone.deviceId, surveyor: 'lan', standing: 'other-token', tries: 1 },
  ]);
  const told = await runHere(folder, 'device', 'unknown', '--data', right.dataDir);
  expect(told.out).toMatch(/other token.*lan/);

  // Taken in by an administrator, who may do so; by a code it goes on as itself.
  expect((await adopt(right, admin)).status).toBe(200);
  expect(await right.storage.unknownPhones.adoption(phone.deviceId)).toMatchObject({
    surveyor: 'lan',
    by: 'quantri',
  });
  expect(await listed(office)).toMatchObject([{ standing: 'taken-in', surveyor: 'lan' }]);
  const renewed = await renew(right);
  const greeted = await hello(right, renewed, epochs);
  expect(await greeted.json()).toMatchObject({ missing: [{ epoch: 'e1', from: 2, to: 3 }] });
  expect(right.logged).toContainEqual(
    expect.objectContaining({
      message: 'a phone goes on by a code',
      device: phone.deviceId,
      surveyor: 'lan',
    }),
  );
  expect(await push(right, renewed, lines)).toEqual(['already-stored', 'stored', 'stored']);
  expect(await listed(office)).toEqual([]);
  expect((await hello(right, token)).status).toBe(401);
  expect(await right.storage.devices.ledger(phone.deviceId)).toMatchObject({
    missing: [],
    forks: 0,
    received: 3,
    unheard: null,
  });
  expect(await right.storage.keeper.verify()).toMatchObject({ counted: 3, differences: [] });
});

it('gives a stolen id with a guessed token nothing without a person, and leaves the phone its own [A-96]', async () => {
  const guessed = await hello(right, 'guessed');

  expect(guessed.status).toBe(401);
  expect(await codeOf(await codeFor(right))).toBe('device.not-adopted');
  // An office alone cannot: it would put the phone of another out.
  expect(await codeOf(await adopt(right, office))).toBe('device.other-token');
  expect(await codeOf(await adopt(right, admin, 'buudien'))).toBe('user.not-surveyor');
  expect(await codeOf(await codeFor(right))).toBe('device.not-adopted');
  // The phone itself is heard: nothing is left to take in.
  expect((await hello(right, phone.token)).status).toBe(200);
  expect(await listed(admin)).toEqual([]);
  expect(await codeOf(await adopt(right, office))).toBe('device.other-token');
  expect(await codeOf(await codeFor(right))).toBe('device.not-adopted');
});

it('takes a phone that is known and never called in by its number, for an administrator alone [A-92]', async () => {
  expect(await codeOf(await adopt(right, office))).toBe('device.other-token');

  expect((await adopt(right, admin)).status).toBe(200);
  expect(await listed(office)).toMatchObject([{ standing: 'taken-in', surveyor: 'lan', tries: 0 }]);
  // Said again while it is awaited it is one act.
  expect((await adopt(right, admin)).status).toBe(200);

  expect(await right.storage.deviceActs.acts(phone.deviceId)).toMatchObject([
    { act: 'adopted', by: 'Người quantri' },
  ]);
  expect((await hello(right, await renew(right))).status).toBe(200);
  // Heard since, by the operator it is taken in once more.
  const cli = ['device', 'adopt', phone.deviceId, '--surveyor', 'lan', '--data', right.dataDir];
  expect((await runHere(folder, ...cli)).exit).toBe(0);
  expect(await right.storage.deviceActs.acts(phone.deviceId)).toHaveLength(2);
  expect((await codeFor(right)).status).toBe(200);
});

it('asks for an administrator again where a strange call came after the phone taken in was heard [A-96]', async () => {
  await hello(right, token);
  expect((await adopt(right, admin)).status).toBe(200);
  // Until it is heard its calls with the old token say nothing new.
  await hello(right, token);
  const good = await renew(right);
  expect((await hello(right, good)).status).toBe(200);
  // A code for a phone that is heard and of which nothing speaks: its surveyor may need one.
  expect((await codeFor(right)).status).toBe(200);

  await right.storage.unknownPhones.noteCaller(phone.deviceId, '2999-01-01T00:00:00.000Z');

  expect(await listed(office)).toMatchObject([{ standing: 'other-token' }]);
  expect(await codeOf(await adopt(right, office))).toBe('device.other-token');
  expect(await codeOf(await codeFor(right))).toBe('device.other-token');
  expect((await hello(right, good)).status).toBe(200);
  await right.storage.unknownPhones.noteCaller(phone.deviceId, '2999-01-01T00:00:00.000Z');
  expect((await adopt(right, admin)).status).toBe(200);
  expect((await codeFor(right)).status).toBe(200);
});

it('lists no phone that was taken back, whatever called in its name before, unless its lines wait [A-90]', async () => {
  await hello(right, 'guessed');
  expect(await listed(admin)).toHaveLength(1);

  const byUserId = admin.id;
  const now = new Date().toISOString();
  await right.storage.deviceActs.revoke({ deviceId: phone.deviceId, byUserId, reason: 'x' }, now);

  expect(await listed(admin)).toEqual([]);
  const db = new Database(join(right.dataDir, 'sipas.sqlite'));
  db.exec(`insert into envelopes (content_hash, outcome, code, detail, holds_seq, received_at, line)
    values ('raw:00', 'quarantined', 'envelope.unknown-device', '${phone.deviceId}', 0, '${now}', x'7b7d')`);
  db.close();
  expect(await listed(admin)).toMatchObject([{ deviceId: phone.deviceId, lines: 1 }]);
});

it('tells when the phone itself was heard last beside a strange call', async () => {
  await hello(right, 'guessed');

  const [shown] = await listed(admin);
  const known = await right.storage.devices.byId(phone.deviceId);
  expect(known?.lastContactAt).not.toBeNull();
  expect(shown?.heardAt).toBe(known?.lastContactAt);
});

it('keeps a phone of ours in the list however many invented ids call, one row a phone [A-90]', async () => {
  const { unknownPhones } = right.storage;
  const at = (second: number) => new Date(1_800_000_000_000 + second * 1000).toISOString();
  await unknownPhones.noteCaller(phone.deviceId, at(0));
  for (let call = 1; call <= 230; call++) await unknownPhones.noteCaller(newId(), at(call));
  await unknownPhones.noteCaller(phone.deviceId, at(231));

  const kept = await unknownPhones.list();

  expect(kept).toHaveLength(201);
  expect(kept.filter(({ deviceId }) => deviceId === phone.deviceId)).toMatchObject([{ tries: 2 }]);
});

it('is taken in by the command as well', async () => {
  await hello(right, token);

  const adopted = await runHere(
    folder,
    ...['device', 'adopt', phone.deviceId, '--surveyor', 'lan'],
    ...['--data', right.dataDir, '--json'],
  );

  expect(jsonOf(adopted)).toMatchObject({ receipts: [] });
  expect(await right.storage.unknownPhones.adoption(phone.deviceId)).toMatchObject({ by: null });
  expect((await codeFor(right)).status).toBe(200);
});
