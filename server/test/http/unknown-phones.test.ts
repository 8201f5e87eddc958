import { hash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { canonicalJson } from '@sipas/shared/kernel';
import type { ImportAnswer, UnknownPhone } from '@sipas/shared/wire';
import { StoreFull, type User } from '../../src/ports/index.ts';
import { jsonOf, refusalOf, runHere } from '../cli/run-sipas.ts';
import { type TestPhone, createTestPhone, pushBody } from '../world/phone.ts';
import { type Restored, askAs, helloOf, restoreStore } from '../world/restored-store.ts';
import { type World, enrolPhone, newId, origin, setupWorld } from '../world/setup-world.ts';

let world: World;
let surveyor: User;
let office: User;
let phone: TestPhone;
/** The store was put back to a backup from before the phone was enrolled. */
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
  restored = await restoreStore(folder, backup);
});
afterEach(async () => {
  await restored.storage.keeper.close();
  await world.leave();
  rmSync(folder, { recursive: true, force: true });
});

const asOffice = (method: string, body?: string) => askAs(office, method, body);
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
  // Said again it tells of all of them again.
  expect(outcomes((await (await adopt(phone.deviceId)).json()) as ImportAnswer)).toEqual(
    Array(3).fill('already-stored'),
  );
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

/** What a step of an adoption does next time, once. */
function onceInstead(
  step: 'adopt' | 'storeAgain',
  work: (really: () => Promise<unknown>) => Promise<never>,
): void {
  const { unknownPhones } = restored.storage;
  const really = unknownPhones[step] as (...given: unknown[]) => Promise<unknown>;
  Object.assign(unknownPhones, {
    [step](...given: unknown[]) {
      Object.assign(unknownPhones, { [step]: really });
      return work(() => really(...given));
    },
  });
}
const answerLost = async (really: () => Promise<unknown>): Promise<never> => {
  await really();
  throw new Error('the answer is lost');
};
const told = ({ receipts }: ImportAnswer) =>
  receipts.map(({ line, hash, receipt }) => ({ line, hash, receipt }));

it.each(['adopt', 'storeAgain'] as const)(
  'tells the receipts of all lines again where the answer was lost after the commit of %s [A-92]',
  async (step) => {
    // More than one step of a hundred.
    const lines = Array.from({ length: 130 }, () => phone.line());
    await importFile(lines);
    onceInstead(step, answerLost);

    expect((await adopt(phone.deviceId)).status).toBe(500);
    const first = (await (await adopt(phone.deviceId)).json()) as ImportAnswer;
    const again = (await (await adopt(phone.deviceId)).json()) as ImportAnswer;

    expect(first.receipts.map(({ hash }) => hash)).toEqual(
      lines.map((line) => (JSON.parse(line) as { hash: string }).hash),
    );
    expect(first.receipts.map(({ line }) => line)).toEqual(lines.map((_, at) => at + 1));
    expect(told(again)).toEqual(told(first));
    expect([await keptApart(), await counted()]).toEqual([0, 130]);
    // Whoever brings the file instead is told the same receipts.
    const file = await importFile(lines);
    expect(told(file)).toEqual(told(first));
  },
);

it('tells the phone itself its receipts again where the answer to its push was lost [A-92]', async () => {
  const lines = [phone.line(), phone.line()];
  await importFile(lines.slice(0, 1));
  await adopt(phone.deviceId);
  const made = await restored.ask(
    '/api/v1/enrolments',
    asOffice('POST', JSON.stringify({ surveyor: 'lan', device: phone.deviceId })),
  );
  const { code } = (await made.json()) as { code: string };
  const redeemed = await restored.ask('/api/v1/enrolments/redeem', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      ...{ code, deviceName: 'A12', platform: 'Android' },
      renews: [phone.deviceId],
    }),
  });
  const { deviceToken } = (await redeemed.json()) as { deviceToken: string };
  const push = () =>
    restored.ask('/api/v1/sync/push', {
      method: 'POST',
      headers: {
        authorization: `Bearer ${deviceToken}`,
        'content-type': 'application/x-ndjson',
      },
      body: pushBody(phone, lines),
    });
  const { responses } = restored.storage;
  const { storeOnce } = responses;
  Object.assign(responses, {
    async storeOnce(...given: Parameters<typeof storeOnce>) {
      Object.assign(responses, { storeOnce });
      await storeOnce(...given);
      throw new Error('the answer is lost');
    },
  });

  expect((await push()).status).toBe(500);
  const [first, again] = [await push(), await push()];

  const receipts = (await first.json()) as ImportAnswer;
  expect(outcomes(receipts)).toEqual(['already-stored', 'already-stored']);
  expect(told((await again.json()) as ImportAnswer)).toEqual(told(receipts));
  expect(await counted()).toBe(2);
});

it('says of a full disk how many lines were seen to, and goes on from there when there is room [A-94]', async () => {
  await importFile(Array.from({ length: 130 }, () => phone.line()));
  const full = () => Promise.reject(new StoreFull('no space'));
  const problemOf = async (answer: Response) =>
    (await answer.json()) as { status: number; code: string; detail: string; recovery: string };

  onceInstead('adopt', full);
  const nothing = await problemOf(await adopt(phone.deviceId));
  expect(nothing).toMatchObject({ status: 507, code: 'adoption.no-room' });
  expect(nothing.detail).toMatch(/\(0\)$/);
  expect(await restored.storage.devices.byId(phone.deviceId)).toBeNull();
  onceInstead('storeAgain', full);
  const part = await problemOf(await adopt(phone.deviceId));
  expect(part).toMatchObject({ code: 'adoption.no-room', recovery: 'needs-person' });
  expect(part.detail).toMatch(/\(100\)$/);
  expect([await keptApart(), await counted()]).toEqual([30, 100]);

  const answer = (await (await adopt(phone.deviceId)).json()) as ImportAnswer;

  expect(outcomes(answer)).toEqual([
    ...Array<string>(100).fill('already-stored'),
    ...Array<string>(30).fill('stored'),
  ]);
  expect([await keptApart(), await counted()]).toEqual([0, 130]);
  expect(await restored.storage.keeper.verify()).toMatchObject({ counted: 130, differences: [] });
});

it('takes no phone in where the first of its lines cannot be kept [A-94]', async () => {
  await importFile([phone.line(), phone.line()]);
  const hand = new Database(join(restored.dataDir, 'sipas.sqlite'));
  hand.exec(
    `create trigger no_more before insert on lines_judged_again begin select raise(abort, 'no'); end`,
  );

  expect((await adopt(phone.deviceId)).status).toBe(500);
  hand.exec('drop trigger no_more');
  hand.close();

  expect(await restored.storage.devices.byId(phone.deviceId)).toBeNull();
  expect([await keptApart(), await counted()]).toEqual([2, 0]);
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

it('opens a line that waits once, and sees what came and what was taken in since', async () => {
  const other = createTestPhone({ deviceId: newId(), token: '', waveId: world.waveId, newId });
  const correction = phone.envelope();
  await importFile([
    canonicalJson(correction),
    phone.line({ envelope: { responseId: correction['responseId'], revision: 2 } }),
  ]);
  const briefly = async () =>
    Object.fromEntries(
      (await listed()).map(({ deviceId, lines, forms }) => [deviceId, [lines, forms]]),
    );

  expect(await briefly()).toEqual({ [phone.deviceId]: [2, 1] });
  await importFile([phone.line(), other.line()]);
  expect(await briefly()).toEqual({ [phone.deviceId]: [3, 2], [other.deviceId]: [1, 1] });
  await adopt(phone.deviceId);

  expect(await briefly()).toEqual({ [phone.deviceId]: [0, 0], [other.deviceId]: [1, 1] });
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
    ...{ id: 'x', agent: '', createdAt: now, lastSeenAt: now },
    expiresAt: '2999-01-01T00:00:00.000Z',
  });
  return 'sipas_session=x';
}
