import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RedeemAnswer } from '@sipas/shared/wire';
import { openStorage } from '../../src/open-storage.ts';
import { quietLog, withoutValues } from '../../src/quiet-log.ts';
import { machineSurroundings } from '../../src/surroundings.ts';
import { enrolmentCodeHash } from '../../src/use-cases/enrolment-code.ts';
import { hashPassword } from '../../src/use-cases/sign-in/index.ts';
import { createTestPhone, pushBody } from '../world/phone.ts';
import { newId, plantSurvey } from '../world/setup-world.ts';
import { cliFile, setupFolder } from './run-sipas.ts';

/** A word that nothing of ours has: wherever it stands, it came from a person. */
const canary = 'chimyen4711';
const code = '7KQ4-M2XP';
const password = `${canary} mật khẩu`;
let place: Awaited<ReturnType<typeof setupFolder>>;
let waveId: string;
beforeAll(async () => {
  place = await setupFolder();
  const storage = await openStorage({ dataDir: join(place.folder, 'var'), ...machineSurroundings });
  ({ waveId } = await plantSurvey(storage));
  const now = machineSurroundings.clock.now();
  const passwordHash = await hashPassword(password);
  for (const role of ['surveyor', 'admin'] as const) {
    const user = { id: newId(), username: `${canary}.${role}`, name: `Chị ${canary}`, role };
    await storage.people.addUser({ ...user, passwordHash, areas: ['86'] }, now);
    if (role === 'surveyor')
      await storage.devices.addEnrolmentCode({
        ...{ codeHash: enrolmentCodeHash(code), userId: user.id, createdAt: now },
        expiresAt: '2999-01-01T00:00:00.000Z',
      });
  }
  await storage.keeper.close();
}, 60_000);
afterAll(() => place.remove());

async function serve() {
  const { PATH, HOME, TZ } = process.env;
  const data = join(place.folder, 'var');
  const child = spawn(process.execPath, [cliFile, 'serve', '--data', data, '--port', '0'], {
    cwd: place.folder,
    env: { PATH, HOME, TZ },
  });
  let log = '';
  child.stderr.on('data', (chunk: Buffer) => (log += chunk.toString('utf8')));
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      const found = /(http:\S+)\/office\.html/.exec(chunk.toString('utf8'))?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once('close', () => reject(new Error(log)));
  });
  const stop = async (): Promise<string> => {
    const gone = once(child, 'close');
    child.kill('SIGTERM');
    await gone;
    return log;
  };
  return { url, stop };
}

test('writes no name, no typed word, no query, no id of a form and no address into the log of a working day [A-185]', async () => {
  const { url, stop } = await serve();
  const json = {
    'content-type': 'application/json',
    origin: url,
    'x-forwarded-for': '203.0.113.9',
  };
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${url}/api/v1${path}`, {
      ...{ method: 'POST', headers: { ...json, ...headers } },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const statuses: number[] = [];
  const keep = async (answer: Promise<Response>): Promise<Response> => {
    const one = await answer;
    statuses.push(one.status);
    return one;
  };

  const username = `${canary}.admin`;
  await keep(post('/session', { username, password: `${canary} sai` }));
  const cookie =
    (await keep(post('/session', { username, password }))).headers.get('set-cookie') ?? '';
  const signedIn = { cookie: cookie.split(';', 1)[0] ?? '' };
  const redeem = { code, deviceName: `Máy ${canary}`, platform: `Android ${canary}` };
  const enrolled = (await (await keep(post('/enrolments/redeem', redeem))).json()) as RedeemAnswer;
  const { deviceId, deviceToken: token } = enrolled;
  const phone = createTestPhone({ deviceId, token, waveId, newId });
  const responseId = v7();
  const lines = [
    phone.line({ envelope: { responseId }, answers: { q2: canary } }),
    phone.line({ body: { unit: { commune: '29551', village: `Khóm ${canary}` } } }),
    `{"a line": "${canary}`,
  ];
  const bearer = { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' };
  await keep(post('/sync/push', pushBody(phone, lines), bearer));
  await keep(post('/sync/push', `${canary}\n${canary}`, bearer));
  await keep(post('/waves', `{"name": "${canary}`, signedIn));
  for (const path of [
    `/waves/${waveId}/scores?by=${canary}`,
    `/waves/${waveId}/comments?search=${canary}`,
    `/waves/${waveId}/linked/scores.csv?key=${canary}`,
    `/users?name=${canary}`,
    `/${canary}/${canary}`,
  ])
    await keep(fetch(`${url}/api/v1${path}`, { headers: { ...json, ...signedIn } }));
  await keep(post('/enrolments', { surveyor: `${canary}.surveyor` }, signedIn));
  await keep(post(`/devices/${deviceId}/revocation`, { reason: `${canary} mất máy` }, signedIn));
  const log = await stop();

  // Both kinds came to pass: what was granted, and what was refused.
  expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(5);
  expect(statuses.filter((status) => status >= 400).length).toBeGreaterThanOrEqual(5);
  const rows = log
    .trim()
    .split('\n')
    .map((row) => JSON.parse(row) as Record<string, unknown>);
  expect(rows.filter(({ msg }) => msg === 'request')).toHaveLength(statuses.length);
  expect(rows).toContainEqual(
    expect.objectContaining({ level: 'info', route: 'POST /api/v1/sync/push', status: 200 }),
  );
  expect(rows).toContainEqual(expect.objectContaining({ msg: 'a phone was taken back', deviceId }));
  for (const word of [canary, responseId, '203.0.113.9', '127.0.0.1"', token, code, 'mất'])
    expect(log).not.toContain(word);
  expect(log).not.toMatch(/\?|%/);
});

test.each([
  [
    `Unexpected token 'N', "Nguyễn Văn A" is not valid JSON`,
    'Unexpected token …, … is not valid JSON',
  ],
  [
    'invalid input syntax for type integer: "0912345678"',
    'invalid input syntax for type integer: …',
  ],
  ['no household 0912345678 here', 'no household … here'],
  ['form 019ab8d8-7c1e-7000-8000-0123456789ab is gone', 'form … is gone'],
  ['Bà Tư said no', '… … said no'],
  [
    "ENOSPC: no space left, open '/var/lib/sipas/x.sqlite'",
    "ENOSPC: no space left, open '/var/lib/sipas/x.sqlite'",
  ],
])('takes the values out of a reason: %s [A-185]', (message, left) => {
  expect(withoutValues(message)).toBe(left);
});

test('lets no field through that nobody decided about [A-185]', () => {
  const told: object[] = [];
  const note = (fields: object, message: string) => void told.push({ ...fields, message });
  const log = quietLog({ info: note, error: note });

  log.info({ account: 'lan', reason: canary, name: 'Lan', deviceId: 'd' }, 'one');
  log.error({ reason: `got "${canary}"`, code: 'E', comment: canary }, 'two');

  expect(told).toEqual([
    { deviceId: 'd', message: 'one' },
    { code: 'E', reason: 'got …', message: 'two' },
  ]);
});
