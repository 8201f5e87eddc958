import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCli } from '../../src/cli/run-cli.ts';
import { cliFile, runHere, setupFolder } from './run-sipas.ts';

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
  const kill = async () => {
    running.delete(child);
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  };
  return { told, url, stop, kill };
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
  expect(((await waves.json()) as { waves: unknown[] }).waves).toHaveLength(2);
  expect(await first.stop()).toBe(0);

  const second = await serve(data, '--demo-if-empty');
  expect(second.told).not.toContain('sonoivu');
  expect(await second.stop()).toBe(0);
});

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** What an operator reads who makes a code beside the server, in a shell that knows nothing of its port. */
async function enrol(data: string, environment: Record<string, string> = {}): Promise<string> {
  let out = '';
  const args = ['enrol', '--surveyor', 'dieutravien', '--data', data, '--json'];
  const exit = await runCli(args, {
    environment,
    folder: place.folder,
    out: (text) => (out += String(text)),
    err: () => undefined,
  });
  expect(exit).toBe(0);
  return new URL((JSON.parse(out) as { qr: string }).qr).origin;
}

test('says that a port is taken before it loads a demonstration whose passwords are told once', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const port = String((other.address() as AddressInfo).port);
  const data = join(place.folder, 'port');

  const refused = await runHere(
    place.folder,
    ...['serve', '--data', data, '--demo-if-empty', '--port', port],
  );

  expect([refused.exit, refused.out]).toEqual([1, '']);
  expect(refused.err).toContain(`server.port-taken: 127.0.0.1, ${port}\nCổng này`);
  other.close();
  await once(other, 'close');
  const server = await serve(data, '--demo-if-empty', '--port', port);
  expect(server.told).toMatch(/^ {2}sonoivu\s+\S+/m);
  expect(await server.stop()).toBe(0);
});

test('listens where --port says, and enrol links there while it runs [B-20]', async () => {
  const data = join(place.folder, 'demo');
  const port = await freePort();
  const configured = { SIPAS_PORT: '4321' };
  const server = await serve(data, '--port', String(port));

  expect(server.url).toBe(`http://127.0.0.1:${String(port)}`);
  expect(await enrol(data, configured)).toBe(server.url);
  expect(await enrol(data, { SIPAS_ORIGIN: 'https://khaosat.example.vn' })).toBe(
    'https://khaosat.example.vn',
  );
  expect(await server.stop()).toBe(0);
  expect(await enrol(data, configured)).toBe('http://127.0.0.1:4321');

  // What a killed server left behind says nothing about where one is now.
  const killed = await serve(data);
  expect(await enrol(data)).toBe(killed.url);
  await killed.kill();
  expect(await enrol(data)).toBe('http://127.0.0.1:8080');
}, 120_000);
