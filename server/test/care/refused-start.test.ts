import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Driver from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { cliFile, jsonOf, refusalOf, runSipas, setupFolder } from '../cli/run-sipas.ts';

let place: Awaited<ReturnType<typeof setupFolder>>;
const running = new Set<ChildProcess>();
beforeEach(async () => {
  place = await setupFolder();
});
afterEach(async () => {
  for (const child of running) child.kill('SIGKILL');
  running.clear();
  await place.remove();
});

const run = (...args: string[]) => runSipas(place.folder, ...args, '--json');
const store = () => join(place.folder, 'var', 'sipas.sqlite');
const makeStore = () => run('user', 'add', 'quantri', '--role', 'admin', '--area', '86');

/** Serves the folder in a process of its own until it is killed. */
async function serve(): Promise<ChildProcess> {
  const { PATH, HOME, TZ } = process.env;
  const child = spawn(process.execPath, [cliFile, 'serve'], {
    cwd: place.folder,
    env: { PATH, HOME, TZ, SIPAS_PORT: '0', SIPAS_DATA_DIR: join(place.folder, 'var') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      if (chunk.toString('utf8').includes('office.html')) resolve();
    });
    child.once('close', (exit) => reject(new Error(`ended with ${String(exit)}: ${said}`)));
  });
  return child;
}

it('is refused while another process serves the same folder; commands may run beside it, a restore may not [B-01]', async () => {
  await serve();

  const second = await run('serve');
  const backup = await run('backup');
  const user = await run('user', 'add', 'buudien', '--role', 'office', '--area', '86');
  const demo = await run('demo', '--responses', '0', '--earlier', '0');
  const restore = await run('restore', (jsonOf(backup) as { file: string }).file);

  expect([second.exit, refusalOf(second)]).toEqual([1, 'store.locked']);
  expect([backup.exit, user.exit]).toEqual([0, 0]);
  expect(refusalOf(demo)).toBe('store.locked');
  expect(refusalOf(restore)).toBe('store.locked');
}, 120_000);

it('starts at once after the one before was killed, however often [B-01]', async () => {
  for (let death = 0; death < 3; death++) {
    const server = await serve();
    const gone = once(server, 'exit');
    server.kill('SIGKILL');
    await gone;
  }

  expect((await serve()).exitCode).toBe(null);
}, 120_000);

it('refuses a store that a newer version has upgraded, and leaves every byte as it was [B-02]', async () => {
  await makeStore();
  const hand = new Driver(store());
  hand.exec(
    `insert into __drizzle_migrations (hash, created_at) values ('later', 4102444800000); create table later (id integer)`,
  );
  hand.pragma('wal_checkpoint(TRUNCATE)');
  hand.close();
  const before = readFileSync(store());

  const served = await run('serve');
  const listed = await run('backup');

  expect([refusalOf(served), refusalOf(listed)]).toEqual(['store.newer', 'store.newer']);
  // 4102444800000 ms after 1970 is the first day of 2100.
  expect(served.out).toContain('2100-01-01');
  expect(readFileSync(store()).equals(before)).toBe(true);
}, 120_000);

it('refuses a damaged file by name and says what to do, and serves nothing of it [B-03]', async () => {
  await makeStore();
  const bytes = readFileSync(store());
  const pageBytes = 16_384;
  bytes.fill(0xff, 2 * pageBytes, 3 * pageBytes);
  writeFileSync(store(), bytes);
  rmSync(`${store()}-wal`, { force: true });

  const served = await run('serve');

  expect([served.exit, refusalOf(served)]).toEqual([1, 'store.damaged']);
  expect(served.out).toContain('docs/operations.md');
}, 120_000);

it.each([
  ['cut short', (bytes: Buffer) => bytes.subarray(0, bytes.length - 20_000)],
  ['no database at all', () => Buffer.from('not a database, '.repeat(4000))],
])(
  'refuses a file that is %s [B-03]',
  async (_what, change) => {
    await makeStore();
    rmSync(`${store()}-wal`, { force: true });
    writeFileSync(store(), change(readFileSync(store())));

    expect(refusalOf(await run('serve'))).toBe('store.damaged');
  },
  120_000,
);

it('refuses tables that lack a column, though the file is whole [B-03]', async () => {
  await makeStore();
  const hand = new Driver(store());
  // As one flipped bit in the description of a table would have it.
  hand.exec('alter table wave_villages rename column target to targev');
  hand.close();

  expect(refusalOf(await run('serve'))).toBe('store.damaged');
}, 120_000);

it('passes over garbage where its journal file should be, which no commit of ours wrote', async () => {
  await makeStore();
  writeFileSync(`${store()}-wal`, Buffer.alloc(100_000, 'garbage'));

  const server = await serve();

  expect(server.exitCode).toBe(null);
  const verified = await run('verify');
  expect([verified.exit, jsonOf(verified)]).toMatchObject([0, { differences: [] }]);
}, 120_000);
