import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Driver from 'better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCli } from '../../src/cli/run-cli.ts';
import type { CopyTarget } from '../../src/ports/index.ts';
import { createPostgresStorage, openCopyTarget } from '../../src/storage-postgres/index.ts';
import { type CopyGiven, copyProvince } from '../../src/storage-rules/copy-province.ts';
import { createSqliteStorage, openCopySource } from '../../src/storage-sqlite/index.ts';
import { machineSurroundings } from '../../src/surroundings.ts';
import { cliFile } from '../cli/run-sipas.ts';
import { asking, makeTestDatabase } from './test-database.ts';

const folder = mkdtempSync(join(tmpdir(), 'sipas-broken-'));
const source = join(folder, 'file');
const keys = join(folder, 'keys');
const now = '2026-11-23T08:00:00.000Z';
let url: string;

async function run(...args: string[]) {
  let out = '';
  const exit = await runCli([...args, '--json'], {
    environment: { SIPAS_DATA_DIR: args.includes('--from') ? keys : source },
    folder,
    out: (piece) => (out += String(piece)),
    err: () => undefined,
  });
  return { exit, answer: JSON.parse(out) as Record<string, unknown> };
}
const copyArgs = (province: string, from = source) => [
  ...['copy', '--from', `sqlite:${from}`, '--to', url, '--province', province],
];
const copy = (province: string, ...more: string[]) => run(...copyArgs(province), ...more);
const open = (province: string) =>
  createPostgresStorage({ url, province, dataDir: keys, ...machineSurroundings });

let unbroken: { readonly answer: Record<string, unknown> };

beforeAll(async () => {
  url = await makeTestDatabase();
  const size = ['--responses', '60', '--earlier', '40', '--seed', 'copy'];
  expect(await run('demo', ...size)).toMatchObject({ exit: 0 });
  unbroken = await copy('whole');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a copy in this process, with a target that is changed for the test. */
async function copyWith(
  province: string,
  change: (target: CopyTarget) => Partial<CopyTarget>,
  given: Partial<CopyGiven> = {},
) {
  const from = await openCopySource(source);
  const target = await openCopyTarget({ url, province });
  try {
    return await copyProvince({
      ...{ source: from, target: { ...target, ...change(target) }, now, again: false },
      ...{ told: () => undefined, verify: () => Promise.resolve([]) },
      ...given,
    });
  } finally {
    await target.close();
    await from.close();
  }
}

it('broken off before and after every part of every table, goes on and ends as one that never was [Z-10]', async () => {
  const broken = new Set<string>();
  for (let isOver = false; !isOver;) {
    const copied = await copyWith('steps', (target) => ({
      async add(table, rows, part) {
        const [before, after] = ['before', 'after'].map(
          (when) => `${when} ${table.name} ${String(part.rows)}`,
        ) as [string, string];
        if (!broken.has(before)) {
          broken.add(before);
          throw new Error('broken off');
        }
        await target.add(table, rows, part);
        if (!broken.has(after)) {
          broken.add(after);
          throw new Error('broken off');
        }
      },
    })).catch(() => null);
    isOver = copied !== null;
    if (isOver) expect(copied).toMatchObject({ ok: true, value: unbroken.answer['tables'] });
  }

  expect(broken.size).toBeGreaterThan(40);
  const storage = await open('steps');
  expect((await storage.keeper.verify()).differences).toEqual([]);
  await storage.keeper.close();
});

/** Kills the real command when it says that it is done with a table. */
const killAt = (province: string, table: string): Promise<string | null> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [cliFile, ...copyArgs(province)], {
      env: { PATH: process.env['PATH'], SIPAS_DATA_DIR: keys },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    child.stdout.on('data', (text: Buffer) => {
      if (text.toString('utf8').includes(`${table}: `)) child.kill('SIGKILL');
    });
    child.once('close', (_, signal) => resolve(signal));
  });

it('killed as a process at some table, goes on when it is run again, and ends the same [Z-10]', async () => {
  for (const table of ['users', 'envelopes', 'audit_entries'])
    expect(await killAt('killed', table)).toBe('SIGKILL');
  const half = await asking(url, `select 1 from copied_tables where province = 'killed'`);
  expect(half.length).toBeGreaterThan(0);
  await expect(open('killed')).rejects.toThrow('is not finished');

  const { exit, answer } = await copy('killed');

  expect([exit, answer['tables']]).toEqual([0, unbroken.answer['tables']]);
});

it('is no province to anybody before it is finished [Z-11]', async () => {
  await copyWith('half', () => ({ add: () => Promise.reject(new Error('broken off')) })).catch(
    () => undefined,
  );

  await expect(open('half')).rejects.toMatchObject({ name: 'StoreUnusable' });
});

it('goes to no province that was there before, nor twice to the same [Z-10]', async () => {
  await (await open('served')).keeper.close();

  expect(await copy('served')).toMatchObject({
    exit: 1,
    answer: { error: { code: 'copy.target-taken' } },
  });
  expect(await asking(url, `select 1 from units where province = 'served'`)).toEqual([]);
  expect(await copy('whole')).toMatchObject({
    exit: 1,
    answer: { error: { code: 'copy.target-taken' } },
  });
  expect(await copy('whole', '--again')).toMatchObject({ exit: 1 });
  expect(await asking(url, `select 1 from users where province = 'whole'`)).not.toEqual([]);
});

it('of two at the same moment one goes on [Z-10]', async () => {
  const other = await openCopyTarget({ url, province: 'two' });
  const from = await openCopySource(source);
  expect(await other.begin(from.meta, now)).toBeNull();
  await from.close();

  expect(await copy('two')).toMatchObject({
    exit: 1,
    answer: { error: { code: 'copy.under-way' } },
  });
  await other.close();
  expect(await copy('two')).toMatchObject({ exit: 0 });
});

it('is refused while a server has the source, and keeps one from starting [Z-09]', async () => {
  const server = await createSqliteStorage({
    ...{ dataDir: source, alone: true },
    ...machineSurroundings,
  });
  expect(await copy('locked')).toMatchObject({
    exit: 1,
    answer: { error: { code: 'store.locked' } },
  });
  await server.keeper.close();
  const from = await openCopySource(source);

  await expect(
    createSqliteStorage({ dataDir: source, alone: true, ...machineSurroundings }),
  ).rejects.toMatchObject({ name: 'StoreLocked' });
  await from.close();
});

it.each(['users', 'units'])(
  'goes on with nothing else than what it began with, and begins anew when it is told to: %s [Z-10]',
  async (table) => {
    const changed = join(folder, `changed-${table}`);
    cpSync(source, changed, { recursive: true });
    // In the middle of the table of units; that of users is whole by then.
    const breakOff = (target: CopyTarget): Partial<CopyTarget> => ({
      add: (to, rows, part) =>
        to.name === 'units' && part.rows > 500
          ? Promise.reject(new Error('broken off'))
          : target.add(to, rows, part),
    });
    await copyWith(`moving-${table}`, breakOff).catch(() => undefined);
    const hand = new Driver(join(changed, 'sipas.sqlite'));
    hand.exec(`update ${table} set name = name || '.'`);
    hand.close();

    const moving = copyArgs(`moving-${table}`, changed);
    expect(await run(...moving)).toMatchObject({
      exit: 1,
      answer: { error: { code: 'copy.source-changed', detail: table } },
    });
    expect(await run(...moving, '--again')).toMatchObject({ exit: 0 });
    const [one] = await asking(url, `select name from ${table} where province = $1`, [
      `moving-${table}`,
    ]);
    expect(one?.['name']).toMatch(/\.$/);
  },
);

it('says what differs, and serves none of it [Z-10]', async () => {
  const copied = await copyWith('spoilt', (target) => ({
    async read(table) {
      if (table.name === 'responses')
        await asking(
          url,
          `update responses set village = village || '?' where province = 'spoilt' and receipt = 1`,
        );
      return target.read(table);
    },
  }));

  expect(copied).toMatchObject({ ok: false, error: { code: 'copy.differs' } });
  expect(copied.ok || 'detail' in copied.error ? copied : null).toMatchObject({
    error: { detail: expect.stringMatching(/^responses: /) as unknown },
  });
  await expect(open('spoilt')).rejects.toThrow('is not finished');
});

it('says what a recount finds, and serves none of it [Z-10]', async () => {
  const verify = () => Promise.resolve(['envelope-hash receipt 1: a, b']);

  expect(await copyWith('counted', () => ({}), { verify })).toMatchObject({
    error: { code: 'copy.differs', detail: 'envelope-hash receipt 1: a, b' },
  });
  await expect(open('counted')).rejects.toThrow('is not finished');
});

it('gives numbers after those that came, in the table of all provinces [Z-10]', async () => {
  const other = await open('other');
  const next = async (table: string, column: string) => {
    const [row] = await asking(
      url,
      `select nextval(pg_get_serial_sequence('${table}', '${column}')) as next, (select coalesce(max(${column}), 0) from ${table}) as last`,
    );
    return Number(row?.['next']) > Number(row?.['last']);
  };

  expect(await next('device_contacts', 'id')).toBe(true);
  expect(await next('comments', 'key')).toBe(true);
  expect(await next('wave_ingest_keys', 'id')).toBe(true);
  expect(await next('sipas_allowances.allowances', 'number')).toBe(true);
  await other.keeper.close();
});

it('carries no key over another one [Z-12]', async () => {
  const elsewhere = join(folder, 'elsewhere');
  cpSync(keys, elsewhere, { recursive: true });
  writeFileSync(join(elsewhere, 'ingest-keys.json'), '{"version":1,"keys":[]}\n');

  expect(await run(...copyArgs('elsewhere'), '--data', elsewhere)).toMatchObject({
    exit: 1,
    answer: { error: { code: 'file.exists' } },
  });
  expect(await asking(url, `select 1 from store_meta where province = 'elsewhere'`)).toEqual([]);
});
