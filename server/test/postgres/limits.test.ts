import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Problem } from '@sipas/shared/wire';
import type { Storage } from '../../src/ports/index.ts';
import { createPostgresStorage } from '../../src/storage-postgres/index.ts';
import { machineSurroundings } from '../../src/surroundings.ts';
import { hashPassword } from '../../src/use-cases/sign-in/index.ts';
import { cliFile } from '../cli/run-sipas.ts';
import { newId } from '../world/setup-world.ts';
import { asking, makeTestDatabase } from './test-database.ts';

const folder = mkdtempSync(join(tmpdir(), 'sipas-limits-'));
const password = 'mật khẩu thử 1';
const origin = 'https://sipas.example.vn';
const running: ChildProcess[] = [];
let url: string;
let store: Storage;
let servers: readonly string[];

/** The real command in a process of its own; the address at which it listens. */
function serve(name: string): Promise<string> {
  const child = spawn(process.execPath, [cliFile, 'serve', '--port', '0'], {
    env: {
      PATH: process.env['PATH'],
      ...{ SIPAS_DATA_DIR: join(folder, name), SIPAS_DATABASE_URL: url, SIPAS_PROVINCE: '86' },
      ...{ SIPAS_ORIGIN: origin, SIPAS_TRUST_PROXY: '1' },
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  running.push(child);
  return new Promise((resolve, reject) => {
    let log = '';
    child.stderr.on('data', (text: Buffer) => {
      log += text.toString('utf8');
      const found = /"url":"([^"]+)".*listening/.exec(log);
      if (found?.[1] !== undefined) resolve(found[1]);
    });
    child.once('close', () => reject(new Error(log)));
  });
}

beforeAll(async () => {
  url = await makeTestDatabase();
  store = await createPostgresStorage({
    url,
    province: '86',
    dataDir: folder,
    ...machineSurroundings,
  });
  for (const [username, role] of [
    ['hoa', 'admin'],
    ['lan', 'office'],
  ] as const) {
    const user = { id: newId(), username, name: username, role, areas: ['86'] };
    await store.people.addUser(
      { ...user, passwordHash: await hashPassword(password) },
      '2026-11-23T08:00:00.000Z',
    );
  }
  servers = await Promise.all([serve('one'), serve('two')]);
}, 120_000);
afterAll(async () => {
  for (const child of running) child.kill('SIGKILL');
  await store.keeper.close();
  rmSync(folder, { recursive: true, force: true });
});

const post = async (place: number, path: string, body: object, from = '203.0.113.1') => {
  const answer = await fetch(`${servers[place % 2] ?? ''}/api/v1${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', origin, 'x-forwarded-for': from },
  });
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Problem };
};
const signIn = (place: number, username: string, given: string, from?: string) =>
  post(place, '/session', { username, password: given }, from);

it('wrong passwords count at all processes together, and a right one at one of them forgets them [Z-16]', async () => {
  for (let tries = 0; tries < 9; tries += 1)
    expect((await signIn(tries, 'lan', 'sai')).status).toBe(401);
  expect((await signIn(1, 'lan', password)).status).toBe(200);
  const statuses = [];
  for (let tries = 0; tries < 12; tries += 1)
    statuses.push((await signIn(tries, 'lan', 'sai')).status);

  expect(statuses).toEqual([...Array<number>(10).fill(401), 429, 429]);
  // From another place the owner comes in.
  expect((await signIn(0, 'lan', password, '203.0.113.2')).status).toBe(200);
  const rows = await asking(url, 'select key_hash from tries');
  expect(JSON.stringify(rows)).not.toMatch(/lan|203/);
});

it('wrong enrolment codes count at all processes together [Z-16]', async () => {
  const body = { deviceName: 'Máy', platform: 'Android 14' };
  const answers = await Promise.all(
    Array.from({ length: 64 }, (_, place) =>
      post(place, '/enrolments/redeem', { ...body, code: '7KQ4-M2XP' }, '203.0.113.9'),
    ),
  );

  // 60 are free, and one more in each 6 seconds.
  const held = answers.filter(({ status }) => status === 429);
  expect(held.length).toBeGreaterThanOrEqual(2);
  expect(held.length).toBeLessThanOrEqual(3);
});

it('counts from the beginning when the window is over, and keeps no row of it [Z-16]', async () => {
  const { tries } = store;
  expect(await tries?.count('a', 1)).toMatchObject({ count: 1 });
  expect(await tries?.count('a', 1)).toMatchObject({ count: 2 });
  await tries?.takeBack('a', 2);
  expect(await tries?.count('a', 1)).toMatchObject({ count: 2 });
  await asking(url, `update tries set ends_at = now() - interval '1 second'`);

  expect(await tries?.count('b', 60)).toMatchObject({ count: 1 });
  expect(await asking(url, 'select count from tries')).toEqual([{ count: 1 }]);
  expect(await tries?.count('a', 1)).toMatchObject({ count: 1 });
});

it('a backup that somebody asks for at the console is refused, with the code that says why', async () => {
  const signedIn = await signIn(0, 'hoa', password);
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
  const headers = { cookie, origin, 'content-type': 'application/json' };
  const answer = await fetch(`${servers[0] ?? ''}/api/v1/care/backup`, { method: 'POST', headers });

  expect([answer.status, ((await answer.json()) as Problem).code]).toEqual([
    409,
    'database.not-offered',
  ]);
});
