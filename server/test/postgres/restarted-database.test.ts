import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Problem, PushAnswer, RedeemAnswer } from '@sipas/shared/wire';
import { readConfig } from '../../src/config.ts';
import { type RunningServer, startServer } from '../../src/main.ts';
import type { Storage } from '../../src/ports/index.ts';
import { enrolmentCodeHash } from '../../src/use-cases/enrolment-code.ts';
import { hashPassword } from '../../src/use-cases/sign-in/index.ts';
import { type TestPhone, createTestPhone, pushBody } from '../world/phone.ts';
import { newId, plantSurvey } from '../world/setup-world.ts';
import { type PostgresServer, preparePostgres } from './run-postgres.ts';

const folder = mkdtempSync(join(tmpdir(), 'sipas-restarted-'));
const databaseFolder = mkdtempSync(join(tmpdir(), 'sipas-database-'));
const password = 'mật khẩu thử 1';
const metricsToken = '0123456789abcdef0123456789abcdef';
const now = '2026-11-23T08:00:00.000Z';
const silent = { info: () => undefined, error: () => undefined };
/** A server of its own: the one of the run is others' too. */
let database: PostgresServer;
let servers: RunningServer[] = [];
let store: Storage;
let waveId: string;

beforeAll(async () => {
  database = preparePostgres(databaseFolder);
  database.start();
  const config = readConfig(
    {
      ...{ SIPAS_DATABASE_URL: database.urlOf('postgres'), SIPAS_PROVINCE: '86' },
      SIPAS_METRICS_TOKEN: metricsToken,
    },
    { dataDir: join(folder, 'var'), port: 0 },
  );
  if (!config.ok) throw new Error(config.error.problem);
  const first = await startServer(config.value, {
    log: silent,
    async prepare(storage) {
      store = storage;
      ({ waveId } = await plantSurvey(storage));
      const user = { id: newId(), username: 'lan', name: 'Lan', role: 'surveyor' as const };
      await storage.people.addUser({ ...user, passwordHash: '', areas: ['86'] }, now);
      const office = { id: newId(), username: 'hoa', name: 'Hoa', role: 'office' as const };
      const passwordHash = await hashPassword(password);
      await storage.people.addUser({ ...office, passwordHash, areas: ['86'] }, now);
      await storage.devices.addEnrolmentCode({
        codeHash: enrolmentCodeHash('7KQ4-M2XP'),
        ...{ userId: user.id, createdAt: now, expiresAt: '2999-01-01T00:00:00.000Z' },
      });
    },
  });
  // A second one beside it, on the same province: neither knows of the other.
  servers = [first, await startServer(config.value, { log: silent })];
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.close()));
  database.stop('immediate');
  for (const one of [folder, databaseFolder]) rmSync(one, { recursive: true, force: true });
});

const url = (place = 0): string => servers[place % servers.length]?.url ?? '';
const post = (address: string, body: string, headers: Record<string, string>) =>
  fetch(address, { method: 'POST', body, headers });

async function enrol(): Promise<TestPhone> {
  const body = { code: '7KQ4-M2XP', deviceName: 'Máy của Lan', platform: 'Android 14' };
  const answer = await post(`${url()}/api/v1/enrolments/redeem`, JSON.stringify(body), {
    'content-type': 'application/json',
  });
  expect(answer.status).toBe(200);
  const { deviceId, deviceToken } = (await answer.json()) as RedeemAnswer;
  return createTestPhone({ deviceId, token: deviceToken, waveId, newId });
}

const push = (phone: TestPhone, lines: readonly string[], place: number) =>
  post(`${url(place)}/api/v1/sync/push`, pushBody(phone, lines), {
    authorization: `Bearer ${phone.token}`,
    'content-type': 'application/x-ndjson',
  });

/** As a phone does: the same batch again until there are receipts, whichever server answers. */
async function pushUntilHeard(phone: TestPhone, lines: readonly string[], statuses: Set<number>) {
  for (let tries = 0; tries < 200; tries += 1) {
    const answer = await push(phone, lines, tries);
    statuses.add(answer.status);
    if (answer.status === 200) return (await answer.json()) as PushAnswer;
    expect(((await answer.json()) as Problem).code).toBe('server.busy');
    await setTimeout(100);
  }
  throw new Error('no server took the batch');
}

it('loses nothing that has a receipt, and takes everything, while the database goes down and comes back [Z-01]', async () => {
  const phone = await enrol();
  const statuses = new Set<number>();
  const receipts = new Map<string, number>();
  let downs = 0;
  for (let batch = 0; batch < 30; batch += 1) {
    const lines = Array.from({ length: 5 }, () => phone.line());
    const sending = pushUntilHeard(phone, lines, statuses);
    if (batch % 10 === 4) {
      // In the middle of the batch, as by the loss of power; then as by an operator.
      database.stop(batch === 14 ? 'fast' : 'immediate');
      downs += 1;
      await setTimeout(700);
      database.start();
    }
    for (const { hash, receipt } of (await sending).receipts) receipts.set(hash ?? '', receipt);
  }

  expect(downs).toBe(3);
  expect(receipts.size).toBe(150);
  expect([...receipts.values()].sort((a, b) => a - b)).toEqual(
    Array.from({ length: 150 }, (_, place) => place + 1),
  );
  expect([...statuses].sort()).toEqual([200, 503]);
  const report = await store.keeper.verify();
  expect(report).toEqual({ envelopes: 150, counted: 150, differences: [] });
});

it('signs a person in at one server and knows the session at the other, also after a restart [Z-01]', async () => {
  const headers = { 'content-type': 'application/json', origin: url() };
  const signedIn = await post(
    `${url(0)}/api/v1/session`,
    JSON.stringify({ username: 'hoa', password }),
    headers,
  );
  expect(signedIn.status).toBe(200);
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
  database.stop('fast');
  database.start();

  const seen = await fetch(`${url(1)}/api/v1/session`, { headers: { cookie } });
  expect(seen.status).toBe(200);
  const progress = await fetch(`${url(1)}/api/v1/waves/${waveId}/progress`, {
    headers: { cookie },
  });
  expect(progress.status).toBe(200);
  expect(JSON.stringify(await progress.json())).toContain('150');
});

it('is not ready while the database takes connections and says nothing [A-183]', async () => {
  const silent = await silentDatabase(database.urlOf('postgres'));
  const begun = performance.now();
  expect((await fetch(`${url(0)}/readyz`)).status).toBe(503);
  expect(performance.now() - begun).toBeLessThan(4_500);
  expect((await fetch(`${url(0)}/healthz`)).status).toBe(200);
  await silent.speakAgain();
  expect((await fetch(`${url(0)}/readyz`)).status).toBe(200);
});

/** What readiness reads is held by another, as a database does that hangs on its disk. */
async function silentDatabase(address: string) {
  const holder = new pg.Client({ connectionString: address });
  await holder.connect();
  await holder.query('begin');
  await holder.query('lock table drizzle.__drizzle_migrations in access exclusive mode');
  return {
    async speakAgain() {
      await holder.query('rollback');
      await holder.end();
    },
  };
}

it('is not ready while the database is away, and ready again by itself [Z-01]', async () => {
  const status = async () => (await fetch(`${url(1)}/readyz`)).status;
  expect(await status()).toBe(200);
  database.stop('fast');
  expect(await status()).toBe(503);
  database.start();
  expect(await status()).toBe(200);
});

it('tells figures while the database is away: that it is, and none that nobody knows [A-180]', async () => {
  const figures = async (): Promise<string> => {
    const headers = { authorization: `Bearer ${metricsToken}` };
    return (await fetch(`${url(0)}/metrics`, { headers })).text();
  };
  const up = await figures();
  expect(up).toMatch(/^sipas_database_up 1$/m);
  expect(up).toMatch(/^sipas_receipts_last 150$/m);
  expect(up).toMatch(/^sipas_build_info\{version="[^"]+",storage="postgres"\} 1$/m);
  // Its copies are made by its own means: what this server knows of copies would be no news of them.
  expect(up).not.toContain('sipas_backup_');

  database.stop('fast');
  const down = await figures();
  database.start();
  expect(down).toMatch(/^sipas_database_up 0$/m);
  expect(down).not.toMatch(/^sipas_(receipts_last|sessions_open) /m);
  expect(await figures()).toMatch(/^sipas_database_up 1$/m);
});
