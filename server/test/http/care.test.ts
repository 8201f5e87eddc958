import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CareReport } from '@sipas/shared/wire';
import type { Care, CareState } from '../../src/ports/index.ts';
import { type TestPhone, pushBody } from '../world/phone.ts';
import { type World, origin, setupWorld } from '../world/setup-world.ts';

const quiet: CareState = {
  everyMinutes: 60,
  hasSecondPlace: false,
  running: null,
  last: null,
  kept: 0,
  failure: null,
  drill: null,
  forgotten: null,
  fuller: null,
};
let state = quiet;
let asked = 0;
let forgotten: Parameters<Care['noticeForgotten']>[0][] = [];
const care: Care = {
  state: () => Promise.resolve(state),
  backUpNow() {
    asked++;
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
      everyMinutes: 60,
      hasSecondPlace: false,
      running: null,
      lastReceipt: 0,
      safeReceipt: 0,
      backup: null,
      kept: 0,
      failure: null,
      drill: null,
      forgotten: null,
      fuller: null,
    },
  ]);
});

it('names backups by their file, and neither folders of the machine nor phones [B-11]', async () => {
  state = {
    ...quiet,
    kept: 1,
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
      devices: ['geheim-1', 'geheim-2'],
    },
    fuller: { file: '/srv/geheim/b.sqlite', receivedAt: '2026-11-26T03:00:00.000Z', forms: 3 },
  };

  const [, told] = await report();

  expect(told.backup).toMatchObject({ name: 'a.sqlite', inSecondPlace: true, receipt: 5 });
  expect(told.drill).toMatchObject({ name: 'a.sqlite', differences: 0 });
  expect(told.forgotten).toMatchObject({ devices: 2, phoneReceipt: 9 });
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
