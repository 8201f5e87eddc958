import { hash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Instant } from '@sipas/shared/kernel';
import type { ImportAnswer, UnknownPhone } from '@sipas/shared/wire';
import { createServerApp } from '../../src/main.ts';
import type { Storage, User } from '../../src/ports/index.ts';
import { createSqliteStorage } from '../../src/storage-sqlite/index.ts';
import { jsonOf, refusalOf, runHere } from '../cli/run-sipas.ts';
import { type TestPhone, pushBody } from '../world/phone.ts';
import { type World, enrolPhone, newId, origin, setupWorld } from '../world/setup-world.ts';

/** An office whose store was put back to a backup from before the phone was enrolled. */
interface Restored {
  readonly dataDir: string;
  readonly storage: Storage;
  readonly logged: Record<string, unknown>[];
  ask(path: string, init?: RequestInit): Promise<Response>;
}

let world: World;
let surveyor: User;
let office: User;
let phone: TestPhone;
let restored: Restored;
let folder: string;
beforeEach(async () => {
  world = await setupWorld();
  folder = mkdtempSync(join(tmpdir(), 'sipas-restored-'));
  surveyor = await world.addPerson('lan', 'surveyor', ['86']);
  await world.addPerson('mai', 'surveyor', ['86']);
  await world.addPerson('xa', 'surveyor', ['29584']);
  office = await world.addPerson('buudien', 'office', ['86']);
  await world.signIn(office);
  const backup = join(folder, 'older.sqlite');
  await world.storage.keeper.backup(backup, new Date().toISOString());
  phone = await world.addPhone(surveyor);
  restored = await restore(backup);
});
afterEach(async () => {
  await restored.storage.keeper.close();
  await world.leave();
  rmSync(folder, { recursive: true, force: true });
});

async function restore(backup: string): Promise<Restored> {
  const dataDir = join(folder, 'var');
  const ran = await runHere(folder, 'restore', backup, '--data', dataDir, '--json');
  expect(ran.exit).toBe(0);
  const clock = { now: () => new Date().toISOString() as Instant };
  const storage = await createSqliteStorage({ dataDir, clock, ids: { uuid7: newId } });
  const logged: Record<string, unknown>[] = [];
  const write = (fields: Readonly<Record<string, unknown>>, message: string) =>
    void logged.push({ ...fields, message });
  const app = createServerApp({
    storage,
    config: { origin, version: '0', clientFolder: join(folder, 'no-client'), trustedProxies: [] },
    clock,
    ids: { uuid7: newId },
    random: { bytes: (count) => crypto.getRandomValues(new Uint8Array(count)) },
    log: { info: write, error: write },
    overload: { isOverloaded: () => false },
  });
  return { dataDir, storage, logged, ask: async (path, init) => app.request(path, init) };
}

const asOffice = (method: string, body?: string): RequestInit => ({
  method,
  headers: {
    cookie: `sipas_session=session-${office.id}`,
    origin,
    'content-type': 'application/json',
  },
  ...(body === undefined ? {} : { body }),
});
const importFile = async (lines: readonly string[]): Promise<ImportAnswer> => {
  const answer = await restored.ask(
    '/api/v1/sync/import',
    asOffice('POST', pushBody(phone, lines)),
  );
  expect(answer.status).toBe(200);
  return (await answer.json()) as ImportAnswer;
};
const listed = async (): Promise<readonly UnknownPhone[]> => {
  const answer = await restored.ask('/api/v1/unknown-devices', asOffice('GET'));
  return ((await answer.json()) as { devices: UnknownPhone[] }).devices;
};
const adopt = (deviceId: string, username = 'lan') =>
  restored.ask(
    `/api/v1/unknown-devices/${deviceId}/adoption`,
    asOffice('POST', JSON.stringify({ surveyor: username })),
  );
const outcomes = ({ receipts }: ImportAnswer) => receipts.map(({ outcome }) => outcome);
const helloOf = (deviceId: string, token: string, epochs: object[] = []): RequestInit => {
  const body = JSON.stringify({
    protocol: 1,
    deviceId,
    appVersion: '1',
    epochs,
    lastReceipt: null,
    unsent: 1,
    oldestUnsentAt: null,
    storage: { persisted: true, usage: null, quota: null },
  });
  return {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
    },
    body,
  };
};
const hello = (token = phone.token, epochs: object[] = []) =>
  restored.ask('/api/v1/sync/hello', helloOf(phone.deviceId, token, epochs));
const keptApart = async (): Promise<number> =>
  (await restored.storage.responses.keptApart(world.waveId, 'all', { limit: 100, offset: 0 }))
    .total;
const counted = async (): Promise<number> =>
  (await restored.storage.responses.progress(world.waveId, 'all')).reduce(
    (sum, { accepted }) => sum + accepted,
    0,
  );

it('takes a phone that an older backup had lost in again, and each of its forms counts once [A-92]', async () => {
  const lines = [phone.line(), phone.line(), phone.line()];
  const first = await importFile(lines.slice(0, 2));
  await importFile(lines.slice(1));
  expect(first.receipts.map(({ code }) => code)).toEqual([
    'envelope.unknown-device',
    'envelope.unknown-device',
  ]);
  expect([await keptApart(), await counted()]).toEqual([3, 0]);

  const answer = await adopt(phone.deviceId);

  expect(answer.status).toBe(200);
  const receipts = (await answer.json()) as ImportAnswer;
  expect(outcomes(receipts)).toEqual(['stored', 'stored', 'stored']);
  expect(receipts.receipts.map(({ hash }) => hash)).toEqual(
    lines.map((line) => (JSON.parse(line) as { hash: string }).hash),
  );
  expect([await keptApart(), await counted()]).toEqual([0, 3]);
  expect(outcomes(await importFile(lines))).toEqual(Array(3).fill('already-stored'));
  expect(outcomes((await (await adopt(phone.deviceId)).json()) as ImportAnswer)).toEqual([]);
  expect([await keptApart(), await counted()]).toEqual([0, 3]);
  // Until it is heard the office sees that it is awaited, and can make another code for it.
  expect(await listed()).toMatchObject([{ deviceId: phone.deviceId, surveyor: 'lan', lines: 0 }]);
  expect(await restored.storage.keeper.verify()).toMatchObject({ counted: 3, differences: [] });
  expect(restored.logged).toContainEqual(
    expect.objectContaining({
      message: 'a phone was taken in',
      account: 'buudien',
      deviceId: phone.deviceId,
      surveyor: 'lan',
    }),
  );
  expect(await restored.storage.unknownPhones.adoption(phone.deviceId)).toMatchObject({
    surveyor: 'lan',
    by: 'buudien',
  });
});

it('holds the chain of an adopted phone to the same rules: gaps, forks, broken forms [A-92]', async () => {
  const [one, , three] = [phone.line(), phone.line(), phone.line()];
  const twin = phone.line({ envelope: { seq: 3 } });
  const broken = phone.line({ envelope: { seq: 4 }, answers: { q1: '9' } });
  await importFile([one, three, twin, broken]);

  const answer = (await (await adopt(phone.deviceId)).json()) as ImportAnswer;

  expect(outcomes(answer)).toEqual(['stored', 'stored', 'fork', 'quarantined']);
  const ledger = await restored.storage.devices.ledger(phone.deviceId);
  expect(ledger.missing).toEqual([{ epoch: 'e1', from: 2, to: 2 }]);
  expect(ledger.forks).toBe(1);
  expect(await keptApart()).toBe(2);
});

it('stands against closing the wave until the adopted phone is heard, as any phone after a restore', async () => {
  await importFile([phone.line()]);
  await adopt(phone.deviceId);

  const ledger = await restored.storage.devices.ledger(phone.deviceId);

  expect(ledger.unheard).toBe((await restored.storage.responses.head()).incarnation);
});

it('shows who called with an unknown token and whose lines wait, by the office of their communes [P-80]', async () => {
  await importFile([phone.line(), phone.line()]);
  expect((await hello()).status).toBe(401);
  expect((await hello()).status).toBe(401);

  const [shown, ...others] = await listed();

  // A phone counts once a minute, however often it calls.
  expect(shown).toMatchObject({
    deviceId: phone.deviceId,
    surveyor: null,
    tries: 1,
    lines: 2,
    forms: 2,
    communes: ['29551'],
  });
  expect(others).toEqual([]);
  const cookie = await addStranger();
  const elsewhere = await restored.ask('/api/v1/unknown-devices', {
    headers: { cookie },
  });
  expect(await elsewhere.json()).toEqual({ devices: [] });
});

it('keeps no more than 200 phones that only called, those that called last [A-90]', async () => {
  const { unknownPhones } = restored.storage;
  const ids = Array.from({ length: 230 }, () => newId());
  for (const [at, id] of ids.entries())
    await unknownPhones.noteCaller(id, new Date(1_800_000_000_000 + at * 1000).toISOString());

  const kept = await unknownPhones.list();

  expect(kept).toHaveLength(200);
  expect(kept.map(({ deviceId }) => deviceId)).toEqual(ids.slice(30).toReversed());
});

it('counts no more than thirty phones of one address, and believes nothing but an id [A-91]', async () => {
  for (let call = 0; call < 40; call++)
    await restored.ask('/api/v1/sync/hello', helloOf(newId(), 'made-up'));
  await restored.ask('/api/v1/sync/hello', helloOf("'; drop table devices", 'made-up'));

  expect(await restored.storage.unknownPhones.list()).toHaveLength(30);
});

it('takes nobody in for the wrong person: another area, another role, nobody, no id', async () => {
  await importFile([phone.line()]);
  const refusal = async (answer: Response) => ((await answer.json()) as { code: string }).code;

  expect(await refusal(await adopt(phone.deviceId, 'buudien'))).toBe('user.not-surveyor');
  expect(await refusal(await adopt(phone.deviceId, 'khong-co'))).toBe('user.unknown');
  expect(await refusal(await adopt('no-id'))).toBe('device.unknown');
  const far = await runHere(folder, ...cliAdopt('xa'));
  expect(refusalOf(far)).toBe('device.outside-areas');
  expect(await restored.storage.devices.byId(phone.deviceId)).toBeNull();
  expect((await adopt(phone.deviceId)).status).toBe(200);
  expect(refusalOf(await runHere(folder, ...cliAdopt('xa')))).toBe('device.of-other');
});

const cliAdopt = (username: string) => [
  ...['device', 'adopt', phone.deviceId, '--surveyor', username],
  ...['--data', restored.dataDir, '--json'],
];

it('is no matter of an office where no form tells whose area the phone is of [A-92]', async () => {
  await hello();

  const answer = await adopt(phone.deviceId);

  expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
    409,
    'device.unvouched',
  ]);
  expect(await restored.storage.devices.byId(phone.deviceId)).toBeNull();
});

it('keeps a line in sight that stays kept apart after its phone was taken in [A-92]', async () => {
  await importFile([phone.line(), phone.line({ envelope: { seq: 100_001 } })]);

  expect(outcomes((await (await adopt(phone.deviceId)).json()) as ImportAnswer)).toEqual([
    'stored',
    'quarantined',
  ]);

  expect([await keptApart(), await counted()]).toEqual([1, 1]);
});

it('is done by commands as well, with the receipts file for the phone', async () => {
  const lines = [phone.line(), phone.line()];
  writeFileSync(join(folder, 'phone.ndjson'), pushBody(phone, lines));
  const sipas = async (...args: string[]) =>
    jsonOf(await runHere(folder, ...args, '--data', restored.dataDir, '--json'));
  await sipas('import-batch', 'phone.ndjson');

  const unknown = await sipas('device', 'unknown');
  const adopted = (await sipas(...cliAdopt('lan').slice(0, 5))) as ImportAnswer;

  expect(unknown).toMatchObject({ devices: [{ deviceId: phone.deviceId, lines: 2, forms: 2 }] });
  expect(outcomes(adopted)).toEqual(['stored', 'stored']);
  expect(await sipas('device', 'unknown')).toMatchObject({
    devices: [{ surveyor: 'lan', lines: 0 }],
  });
  expect(await sipas('verify')).toMatchObject({ counted: 2, differences: [] });
  const byOperator = await restored.storage.unknownPhones.adoption(phone.deviceId);
  expect(byOperator).toMatchObject({ surveyor: 'lan', by: null });
});

it('gives an adopted phone a token by its own code alone, and the phone goes on with its chain [A-93]', async () => {
  const [one, two] = [phone.line(), phone.line()];
  await importFile([one]);
  await adopt(phone.deviceId);
  expect((await hello()).status).toBe(401);
  const codeFor = async (body: object) => {
    const answer = await restored.ask('/api/v1/enrolments', asOffice('POST', JSON.stringify(body)));
    return (await answer.json()) as { code: string };
  };
  const redeem = (code: string, renews?: readonly string[]) =>
    restored.ask('/api/v1/enrolments/redeem', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code, deviceName: 'A12', platform: 'Android', renews }),
    });
  const refusal = async (answer: Response) => ((await answer.json()) as { code: string }).code;
  const { code } = await codeFor({ surveyor: 'lan', device: phone.deviceId });
  const { code: ordinary } = await codeFor({ surveyor: 'lan' });

  expect(await refusal(await redeem(code))).toBe('enrolment.other-phone');
  expect(await refusal(await redeem(code, [newId()]))).toBe('enrolment.other-phone');
  expect(await refusal(await redeem(ordinary, [phone.deviceId]))).toBe('enrolment.not-renewal');
  const given = (await (await redeem(code, [newId(), phone.deviceId])).json()) as {
    deviceId: string;
    deviceToken: string;
  };
  expect(given.deviceId).toBe(phone.deviceId);
  expect(await refusal(await redeem(code, [phone.deviceId]))).toBe('enrolment.used');

  const epochs = [
    { epoch: 'e1', headSeq: 2, headHash: (JSON.parse(two) as { hash: string }).hash },
  ];
  const greeted = await hello(given.deviceToken, epochs);
  expect(await greeted.json()).toMatchObject({
    status: 'ok',
    missing: [{ epoch: 'e1', from: 2, to: 2 }],
  });
  const pushed = await restored.ask('/api/v1/sync/push', {
    method: 'POST',
    headers: {
      authorization: `Bearer ${given.deviceToken}`,
      'content-type': 'application/x-ndjson',
    },
    body: pushBody(phone, [one, two]),
  });
  expect(outcomes((await pushed.json()) as ImportAnswer)).toEqual(['already-stored', 'stored']);
  const ledger = await restored.storage.devices.ledger(phone.deviceId);
  expect(ledger).toMatchObject({ missing: [], forks: 0, received: 2, unheard: null });
  expect(await listed()).toEqual([]);
  expect((await restored.storage.devices.lines(phone.deviceId)).brokenLinks).toEqual([]);
});

it('makes such a code for no phone that the store enrolled itself, nor for one of somebody else [A-93]', async () => {
  const now = new Date().toISOString();
  const own = await enrolPhone(restored.storage, surveyor, now);
  await importFile([phone.line()]);
  await adopt(phone.deviceId);
  const refusalFor = async (username: string, device: string) => {
    const body = JSON.stringify({ surveyor: username, device });
    const answer = await restored.ask('/api/v1/enrolments', asOffice('POST', body));
    return ((await answer.json()) as { code: string }).code;
  };

  expect(await refusalFor('lan', newId())).toBe('device.unknown');
  expect(await refusalFor('lan', own.deviceId)).toBe('device.not-adopted');
  expect(await refusalFor('mai', phone.deviceId)).toBe('device.of-other');
});

it('takes nobody in whose lines lie elsewhere for this office [P-80]', async () => {
  await importFile([phone.line()]);
  const stranger = await addStranger();

  const answer = await restored.ask(`/api/v1/unknown-devices/${phone.deviceId}/adoption`, {
    ...asOffice('POST', JSON.stringify({ surveyor: 'xa' })),
    headers: { cookie: stranger, origin, 'content-type': 'application/json' },
  });

  expect(((await answer.json()) as { code: string }).code).toBe('device.unknown');
});

/** An office of another province, signed in at the restored store; answers its cookie. */
async function addStranger(): Promise<string> {
  const stranger = { id: newId(), username: 'khac', name: 'Khác', role: 'office' as const };
  const now = '2026-11-26T00:00:00.000Z';
  await restored.storage.people.addUser({ ...stranger, areas: ['29584'], passwordHash: '' }, now);
  await restored.storage.people.addSession({
    tokenHash: hash('sha256', 'x'),
    userId: stranger.id,
    createdAt: now,
    expiresAt: '2999-01-01T00:00:00.000Z',
  });
  return 'sipas_session=x';
}
