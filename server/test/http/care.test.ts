import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CareReport, DeviceDetails } from '@sipas/shared/wire';
import type { Care, CareState } from '../../src/ports/index.ts';
import { type TestPhone, pushBody } from '../world/phone.ts';
import { type World, origin, setupWorld } from '../world/setup-world.ts';

const quiet: CareState = {
  everyMinutes: 60,
  hasSecondPlace: false,
  running: null,
  last: null,
  isInSecondPlace: false,
  kept: 0,
  fromFuture: 0,
  failure: null,
  drill: null,
  forgotten: null,
  fuller: null,
  copiedKeys: [],
};
let state = quiet;
let asked = 0;
const acknowledged: object[] = [];
let forgotten: Parameters<Care['noticeForgotten']>[0][] = [];
const care: Care = {
  state: () => Promise.resolve(state),
  backUpNow() {
    asked++;
  },
  noteAcknowledged(seen) {
    acknowledged.push(seen);
  },
  noticeForgotten(seen) {
    forgotten.push(seen);
    return Promise.resolve();
  },
};

let world: World;
let phone: TestPhone;
let admin: string;
beforeAll(async () => {
  world = await setupWorld({ care });
  phone = await world.addPhone(await world.addPerson('mot', 'surveyor', ['86']));
  admin = await world.signIn(await world.addPerson('quantri', 'admin', ['86']));
});
afterAll(() => world.leave());

const report = async (path = '/api/v1/care', method = 'GET', from?: string) => {
  const headers = { Cookie: admin, ...(from === undefined ? {} : { Origin: from }) };
  const answer = await world.ask(path, { method, headers });
  return [answer.status, (await answer.json()) as CareReport] as const;
};
const hello = (lastReceipt: number | null) =>
  world.ask('/api/v1/sync/hello', {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${phone.token}` },
    body: JSON.stringify({
      protocol: 1,
      deviceId: phone.deviceId,
      appVersion: '1',
      epochs: [],
      lastReceipt,
      unsent: 0,
      oldestUnsentAt: null,
      storage: { persisted: null, usage: null, quota: null },
    }),
  });

it('tells of a store that nobody has backed up [B-11]', async () => {
  expect(await report()).toEqual([
    200,
    {
      backupsBy: 'server',
      everyMinutes: 60,
      hasSecondPlace: false,
      running: null,
      lastReceipt: 0,
      safeReceipt: 0,
      backup: null,
      kept: 0,
      fromFuture: 0,
      failure: null,
      drill: null,
      forgotten: null,
      fuller: null,
      keys: { notCopied: 2, waiting: 0 },
    },
  ]);
});

it('names backups by their file, and neither folders of the machine nor phones [B-11]', async () => {
  state = {
    ...quiet,
    kept: 1,
    isInSecondPlace: true,
    last: {
      file: '/srv/geheim/a.sqlite',
      second: '/mnt/geheim/a.sqlite',
      madeAt: '2026-11-26T03:00:00.000Z',
      incarnation: 'i',
      receipt: 5,
      envelopes: 4,
      bytes: 9,
    },
    drill: {
      at: '2026-11-26T03:00:00.000Z',
      file: '/srv/geheim/a.sqlite',
      envelopes: 4,
      differences: 0,
      tookMs: 7,
    },
    forgotten: {
      firstAt: '2026-11-26T03:00:00.000Z',
      lastAt: '2026-11-26T04:00:00.000Z',
      phoneReceipt: 9,
      storeReceipt: 5,
      devices: ['geheim-1', phone.deviceId],
    },
    fuller: {
      id: 'geheim',
      file: '/srv/geheim/b.sqlite',
      receivedAt: '2026-11-26T03:00:00.000Z',
      forms: 3,
    },
  };

  const [, told] = await report();

  expect(told.backup).toMatchObject({ name: 'a.sqlite', inSecondPlace: true, receipt: 5 });
  expect(told.drill).toMatchObject({ name: 'a.sqlite', differences: 0 });
  expect(told.forgotten).toMatchObject({ devices: 1, phoneReceipt: 9 });
  expect(JSON.stringify(told)).not.toContain(phone.deviceId);
  expect(told.fuller).toEqual({
    name: 'b.sqlite',
    receivedAt: '2026-11-26T03:00:00.000Z',
    forms: 3,
  });
  expect(JSON.stringify(told)).not.toContain('geheim');
  state = quiet;
});

it('begins a backup when an administrator asks, and never for a page of another site', async () => {
  const path = '/api/v1/care/backup';
  await report(path, 'POST', origin);
  expect(asked).toBe(1);

  const [status] = await report(path, 'POST', 'https://x.example');

  expect([status, asked]).toEqual([403, 1]);
});

it('raises the alarm when a phone holds a receipt that the store has not given out [B-12]', async () => {
  await world.push(phone, pushBody(phone, [phone.line(), phone.line()]));

  for (const lastReceipt of [null, 1, 2]) expect((await hello(lastReceipt)).status).toBe(200);
  expect(forgotten).toEqual([]);
  expect((await hello(3)).status).toBe(200);

  expect(forgotten).toEqual([{ deviceId: phone.deviceId, phoneReceipt: 3, storeReceipt: 2 }]);
  forgotten = [];
});

it('ends the alarm at the word of a person, by name and with a reason, and begins it anew where a phone tells something new [B-26]', async () => {
  const at = '2026-11-26T03:00:00.000Z';
  const tells = (receipt: number) => ({
    ...quiet,
    forgotten: {
      firstAt: at,
      lastAt: at,
      phoneReceipt: receipt,
      storeReceipt: 2,
      devices: [phone.deviceId],
      receipts: { [phone.deviceId]: receipt },
    },
  });
  const acknowledge = async (reason: string, cookie = admin) => {
    const answer = await world.ask('/api/v1/care/forgotten/acknowledge', {
      method: 'POST',
      headers: { Cookie: cookie, Origin: origin, 'content-type': 'application/json' },
      body: JSON.stringify({ reason }),
    });
    return [answer.status, await answer.json()] as const;
  };
  const device = async () => {
    const answer = await world.ask(`/api/v1/devices/${phone.deviceId}`, {
      headers: { Cookie: admin },
    });
    return (await answer.json()) as DeviceDetails;
  };
  await world.push(phone, pushBody(phone, [phone.line()]));
  state = tells(900);
  await hello(900);
  expect((await device()).alarm.reasons).toContain('server-forgot');
  const office = await world.signIn(await world.addPerson('vanphong', 'office', ['86']));

  expect((await acknowledge('', admin))[0]).toBe(400);
  expect((await acknowledge('máy hỏng', office))[0]).toBe(403);
  expect((await report())[1].forgotten).toMatchObject({ devices: 1, phoneReceipt: 900 });
  const [status, after] = await acknowledge(' máy hỏng ');

  expect([status, after]).toMatchObject([200, { forgotten: null }]);
  expect(acknowledged).toEqual([
    {
      by: expect.any(String) as string,
      reason: 'máy hỏng',
      phones: [{ deviceId: phone.deviceId, receipt: 900 }],
    },
  ]);
  forgotten = [];
  await hello(900);
  // Nor does the log tell it again, each time that the phone calls.
  expect(forgotten).toEqual([]);
  const shown = await device();
  expect(shown.alarm.reasons).not.toContain('server-forgot');
  expect(shown.writeOffs).toMatchObject([
    { kind: 'forgotten', from: 900, to: 900, reason: 'máy hỏng', by: expect.any(String) as string },
  ]);
  expect((await acknowledge('nữa'))[0]).toBe(409);

  state = tells(901);
  await hello(901);
  expect(forgotten).toMatchObject([{ deviceId: phone.deviceId, phoneReceipt: 901 }]);
  expect((await device()).alarm.reasons).toContain('server-forgot');
  expect((await report())[1].forgotten).toMatchObject({ devices: 1, phoneReceipt: 901 });
  // What was acknowledged in one life of the store says nothing of the next.
  state = tells(900);
  await world.storage.keeper.beginIncarnation('restored');
  expect((await report())[1].forgotten).toMatchObject({ devices: 1, phoneReceipt: 900 });
  state = quiet;
});
