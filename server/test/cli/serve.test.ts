import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cliFile, setupFolder } from './run-sipas.ts';

let place: Awaited<ReturnType<typeof setupFolder>>;
const running = new Set<ChildProcess>();
beforeAll(async () => {
  place = await setupFolder();
}, 120_000);
afterAll(async () => {
  for (const child of running) child.kill('SIGKILL');
  await place.remove();
});

/** Starts the server on a free port; resolves with what it told once it printed both links. */
async function serve(data: string, ...args: string[]) {
  const { PATH, HOME, TZ } = process.env;
  const child = spawn(process.execPath, [cliFile, 'serve', '--data', data, ...args], {
    cwd: place.folder,
    env: { PATH, HOME, TZ, SIPAS_PORT: '0' },
  });
  running.add(child);
  let told = '';
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      told += chunk.toString('utf8');
      if (told.includes('/office.html\n')) resolve();
    });
    child.once('error', reject);
    child.once('close', (exit) => reject(new Error(`ended with ${String(exit)}: ${told}`)));
  });
  const url = /(http:\S+)\/office\.html/.exec(told)?.[1] ?? '';
  const stop = () =>
    new Promise<number | null>((resolve) => {
      running.delete(child);
      child.once('close', resolve);
      child.kill('SIGTERM');
    });
  return { told, url, stop };
}

test('serves an empty store for real use, and stops in peace', async () => {
  const server = await serve(join(place.folder, 'empty'), '--empty');

  const health = await fetch(`${server.url}/healthz`);
  expect(health.status).toBe(200);
  expect(server.told).toContain(`${server.url}/\n`);
  expect(server.told).not.toContain('Accounts');
  expect(await server.stop()).toBe(0);
});

test('makes an unused store the demonstration, and tells its passwords once', async () => {
  const data = join(place.folder, 'demo');
  const first = await serve(data, '--demo-if-empty');

  const password = /^ {2}sonoivu\s+(\S+)/m.exec(first.told)?.[1] ?? '';
  const signedIn = await fetch(`${first.url}/api/v1/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: first.url },
    body: JSON.stringify({ username: 'sonoivu', password }),
  });
  const cookie = signedIn.headers.get('Set-Cookie')?.split(';', 1)[0] ?? '';
  const waves = await fetch(`${first.url}/api/v1/waves`, { headers: { Cookie: cookie } });
  expect(signedIn.status).toBe(200);
  expect(((await waves.json()) as { waves: unknown[] }).waves).toHaveLength(1);
  expect(await first.stop()).toBe(0);

  const second = await serve(data, '--demo-if-empty');
  expect(second.told).not.toContain('sonoivu');
  expect(await second.stop()).toBe(0);
});
