import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PushAnswer } from '@sipas/shared/wire';
import { readConfig } from '../../src/config.ts';
import { policy } from '../../src/http/policy.ts';
import { type RunningServer, startServer } from '../../src/main.ts';
import type { Storage } from '../../src/ports/index.ts';
import { createTestPhone, pushBody } from '../world/phone.ts';
import { newId, plantSurvey } from '../world/setup-world.ts';

const token = '0123456789abcdef0123456789abcdef0123456789abcdef';
const folder = mkdtempSync(join(tmpdir(), 'sipas-metrics-'));
const silent = { info: () => undefined, error: () => undefined };
let server: RunningServer;
let store: Storage;
let waveId: string;

const start = (
  name: string,
  environment: Record<string, string>,
  prepare: (storage: Storage) => Promise<void> = async () => undefined,
) => {
  const config = readConfig(environment, { dataDir: join(folder, name), port: 0 });
  if (!config.ok) throw new Error(config.error.problem);
  return startServer(config.value, { log: silent, prepare });
};

beforeAll(async () => {
  server = await start('watched', { SIPAS_METRICS_TOKEN: token }, async (storage) => {
    store = storage;
    ({ waveId } = await plantSurvey(storage));
  });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const ask = (path: string, init?: RequestInit) => fetch(`${server.url}${path}`, init);
const askFigures = (bearer = token) =>
  ask('/metrics', { headers: { authorization: `Bearer ${bearer}` } });

/** The rows of the text format: name with labels → value. */
async function figures(): Promise<ReadonlyMap<string, number>> {
  const answer = await askFigures();
  expect(answer.status).toBe(200);
  const rows = (await answer.text()).split('\n').filter((row) => /^[a-z]/.test(row));
  return new Map(
    rows.map((row) => {
      const end = row.lastIndexOf(' ');
      return [row.slice(0, end), Number(row.slice(end + 1))];
    }),
  );
}
const nameOf = (row: string): string => row.split('{', 1)[0] ?? '';

async function enrol() {
  const user = { id: newId(), username: newId(), name: 'Lan', role: 'surveyor' as const };
  const at = new Date().toISOString();
  await store.people.addUser({ ...user, passwordHash: '', areas: ['86'] }, at);
  const codeHash = newId();
  const expiresAt = '2999-01-01T00:00:00.000Z';
  await store.devices.addEnrolmentCode({ codeHash, userId: user.id, createdAt: at, expiresAt });
  const id = newId();
  const bearer = `token-${id}`;
  const tokenHash = createHash('sha256').update(bearer).digest('hex');
  const device = { id, tokenHash, name: 'Máy của Lan', platform: 'Android', publicKey: null };
  await store.devices.redeem(codeHash, device, at);
  return createTestPhone({ deviceId: id, token: bearer, waveId, newId });
}

it('tells no figure without the token, to another or where none is set, wherever one comes from [A-181]', async () => {
  expect((await ask('/metrics')).status).toBe(401);
  for (const wrong of ['', 'x', token.slice(1), `${token}0`, 'ỷ'.repeat(4)].map(encodeURIComponent))
    expect((await askFigures(wrong)).status).toBe(401);
  const refused = await ask('/metrics', { headers: { 'x-forwarded-for': '127.0.0.1' } });
  expect(refused.headers.get('www-authenticate')).toBe('Bearer');
  expect(await refused.text()).not.toContain('sipas_');

  const unwatched = await start('unwatched', {});
  try {
    const headers = { authorization: `Bearer ${token}` };
    expect((await fetch(`${unwatched.url}/metrics`, { headers })).status).toBe(404);
  } finally {
    await unwatched.close();
  }
  expect((await askFigures()).headers.get('content-type')).toContain('text/plain');
});

it('counts what phones send by what became of it, and tells how far copies are behind [A-180]', async () => {
  const phone = await enrol();
  const lines = [phone.line(), phone.line(), phone.line()];
  const push = (body: string) =>
    ask('/api/v1/sync/push', {
      method: 'POST',
      body,
      headers: {
        authorization: `Bearer ${phone.token}`,
        'content-type': 'application/x-ndjson',
      },
    });
  expect((await push(pushBody(phone, lines))).status).toBe(200);
  const again = await push(pushBody(phone, [...lines.slice(1), '{"no":"envelope"}']));
  const { receipts } = (await again.json()) as PushAnswer;

  const told = await figures();
  const lineOf = (outcome: string) =>
    told.get(`sipas_received_lines_total{way="push",outcome="${outcome}"}`);
  expect([lineOf('stored'), lineOf('already-stored'), lineOf('quarantined')]).toEqual([3, 2, 1]);
  expect(told.get('sipas_receipts_last')).toBe(receipts.at(-1)?.receipt);
  expect(told.get('sipas_receipts_safe')).toBe(0);
  expect(told.get('sipas_database_up')).toBe(1);
  expect(told.get('sipas_push_queue_places')).toBe(0);
  expect(told.get('sipas_backup_failing')).toBe(0);
  expect(told.get('sipas_build_info{version="0.1.0",storage="sqlite"}')).toBe(1);
  const pushes = 'sipas_http_request_duration_seconds_count{route="POST /api/v1/sync/push"';
  expect(told.get(`${pushes},status="2xx"}`)).toBe(2);
  const names = new Set([...told.keys()].map(nameOf));
  for (const name of ['nodejs_eventloop_lag_p99_seconds', 'process_resident_memory_bytes'])
    expect(names).toContain(name);
  // Nobody has made a backup: a figure for it would be a lie.
  expect(names).not.toContain('sipas_backup_last_timestamp_seconds');
});

it('counts the sessions that are valid at this moment [A-180]', async () => {
  const before = (await figures()).get('sipas_sessions_open') ?? NaN;
  const user = { id: newId(), username: 'hoa', name: 'Hoa', role: 'office' as const };
  const createdAt = new Date().toISOString();
  await store.people.addUser({ ...user, passwordHash: '', areas: ['86'] }, createdAt);
  for (const [id, expiresAt] of [
    ['living', '2999-01-01T00:00:00.000Z'],
    ['over', createdAt],
  ] as const) {
    const session = { id, tokenHash: id, userId: user.id, createdAt, expiresAt };
    await store.people.addSession({ ...session, agent: '', lastSeenAt: createdAt });
  }

  expect((await figures()).get('sipas_sessions_open')).toBe(before + 1);
});

it('has as many rows after any number of addresses, methods and phones as the routes allow, and no word of theirs [A-180]', async () => {
  const canary = 'chimyen4711';
  const paths = Array.from({ length: 150 }, (_, place) => {
    const word = `${canary}-${String(place)}`;
    return [
      `/api/v1/waves/${word}/scores?name=${word}`,
      `/${word}`,
      `/api/v1/${word}/${word}`,
      `/api/v1/waves/${word}/linked/${word}?key=${word}`,
    ];
  }).flat();
  for (const path of paths) await ask(path, { headers: { 'user-agent': canary } });
  for (const method of ['PATCH', 'DELETE', 'OPTIONS', 'HEAD', 'PROPFIND', 'REPORT'])
    await ask(`/api/v1/${canary}`, { method });
  const phone = await enrol();
  const headers = { authorization: `Bearer ${phone.token}` };
  await ask('/api/v1/sync/push', { method: 'POST', body: canary, headers });

  const text = await (await askFigures()).text();
  expect(text).not.toContain(canary);
  for (const word of [waveId, phone.deviceId, 'Lan', '86']) expect(text).not.toContain(`"${word}`);
  const labels = [...text.matchAll(/route="([^"]*)",status="([^"]*)"/g)];
  const known = new Set([...Object.keys(policy), 'files', 'none']);
  for (const [, route, status] of labels) {
    expect(known).toContain(route);
    expect(status).toMatch(/^[1-5]xx$/);
  }
  const ofAnswers = new Set(labels.map(([row]) => row));
  expect(ofAnswers.size).toBeLessThan(12);
  expect(ofAnswers).toContain('route="none",status="4xx"');
});
