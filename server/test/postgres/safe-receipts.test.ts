import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../../src/cli/run-cli.ts';
import type { JudgedLine, Storage } from '../../src/ports/index.ts';
import { createPostgresStorage } from '../../src/storage-postgres/index.ts';
import { machineSurroundings } from '../../src/surroundings.ts';
import { createJudge } from '../conformance/judge-lines.ts';
import { type TestPhone, createTestPhone } from '../world/phone.ts';
import { enrolPhone, newId, plantSurvey } from '../world/setup-world.ts';
import { type PostgresServer, preparePostgres, programsWithTools } from './run-postgres.ts';
import { asking } from './test-database.ts';

const now = '2026-11-23T08:00:00.000Z';
const folder = mkdtempSync(join(tmpdir(), 'sipas-safe-'));
const dataDir = join(folder, 'keys');
const running: PostgresServer[] = [];
afterAll(() => {
  for (const server of running) server.stop('immediate');
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

/** A server of its own in a folder of its own. */
function startPostgres(
  name: string,
  settings: string,
  tools?: ReturnType<typeof programsWithTools>,
) {
  const place = join(folder, name);
  mkdirSync(place);
  // Its folder is that of the account under which the server runs.
  spawnSync('chmod', ['711', folder]);
  const server = tools ? preparePostgres(place, tools) : preparePostgres(place);
  appendFileSync(join(place, 'data', 'postgresql.conf'), settings);
  server.start();
  running.push(server);
  return { server, place };
}

const open = (url: string) =>
  createPostgresStorage({ url, province: '86', dataDir, ...machineSurroundings });

async function plantPhone(storage: Storage) {
  const { waveId } = await plantSurvey(storage);
  const user = { id: newId(), username: 'a', name: 'A', role: 'surveyor' as const };
  await storage.people.addUser({ ...user, passwordHash: '', areas: ['86'] }, now);
  const phone = createTestPhone({ ...(await enrolPhone(storage, user, now)), waveId, newId });
  return { phone, judge: await createJudge(storage, phone) };
}
interface Phone {
  readonly phone: TestPhone;
  readonly judge: (line: string) => JudgedLine;
}

const push = async (storage: Storage, { phone, judge }: Phone, forms: number) =>
  (
    await storage.responses.storeOnce(
      Array.from({ length: forms }, () => judge(phone.line())),
      now,
    )
  ).map(({ receipt }) => receipt);

const held = async (url: string): Promise<number[]> =>
  (await asking(url, `select receipt from envelopes where province = '86' order by receipt`)).map(
    ({ receipt }) => Number(receipt),
  );

const upTo = (last: number): number[] => Array.from({ length: last }, (_, place) => place + 1);

describe('a dump that was restored into another database', () => {
  const tools = programsWithTools();
  let server: PostgresServer;
  let url: string;
  let storage: Storage;
  let phone: Phone;
  beforeAll(async () => {
    ({ server } = startPostgres('dumped', '', tools));
    await asking(server.urlOf('postgres'), 'create database sipas');
    url = server.urlOf('sipas');
    storage = await open(url);
    phone = await plantPhone(storage);
  });
  afterAll(() => storage.keeper.close());

  /** By pg_dump and pg_restore where the machine has those of the server's version; else a copy made by the server itself. */
  async function dumpInto(name: string): Promise<string> {
    const copy = server.urlOf(name);
    if (tools === null) {
      await asking(
        server.urlOf('postgres'),
        `create database ${name} strategy file_copy template sipas`,
      );
      return copy;
    }
    const file = join(folder, `${name}.dump`);
    await asking(server.urlOf('postgres'), `create database ${name}`);
    for (const [program, ...args] of [
      ['pg_dump', '-Fc', '-f', file, url],
      ['pg_restore', '--no-owner', '-d', copy, file],
    ] as const) {
      const ran = spawnSync(join(tools.bin, program), args, { encoding: 'utf8' });
      expect([program, ran.status, ran.stderr]).toEqual([program, 0, '']);
    }
    return copy;
  }
  const backedUp = async (copy: string) => {
    let out = '';
    const exit = await runCli(['backed-up', '--copy', copy, '--json'], {
      environment: { SIPAS_DATA_DIR: dataDir, SIPAS_DATABASE_URL: url, SIPAS_PROVINCE: '86' },
      folder,
      out: (piece) => (out += String(piece)),
      err: () => undefined,
    });
    return { exit, answer: JSON.parse(out) as Record<string, unknown> };
  };
  const safe = async () => (await storage.responses.head()).safeReceipt;

  it('makes safe what it holds, and nothing that came later [Z-15]', async () => {
    await push(storage, phone, 5);
    expect(await safe()).toBe(0);
    const copy = await dumpInto('copy_one');
    await push(storage, phone, 3);

    expect(await backedUp(copy)).toMatchObject({
      exit: 0,
      answer: { receipt: 5, envelopes: 5, safeReceipt: 5, differences: [] },
    });
    // The disk is lost, the dump is restored: all that phones let go of is there.
    expect(await held(copy)).toEqual(upTo(await safe()));
    expect(await storage.audit.last()).toMatchObject({ act: 'backup.made', objectKind: 'store' });
  });

  it('makes nothing safe where a form in it is spoilt, lacks, or is of another life [Z-13]', async () => {
    const spoil = async (name: string, statement: string) => {
      const copy = await dumpInto(name);
      await asking(copy, statement);
      const { exit, answer } = await backedUp(copy);
      return [exit, (answer['differences'] as { check: string }[]).map(({ check }) => check)];
    };

    expect(await spoil('spoilt', `update envelopes set line = 'x' where receipt = 2`)).toEqual([
      1,
      expect.arrayContaining(['envelope-hash']),
    ]);
    expect(await spoil('lacking', 'delete from envelopes where receipt = 4')).toEqual([
      1,
      expect.arrayContaining(['backup-content']),
    ]);
    expect(await spoil('other_life', `update store_meta set incarnation = 'x'`)).toEqual([
      1,
      ['backup-content'],
    ]);
    expect(await safe()).toBe(5);
  });

  it('is not the database itself, nor one without the province [Z-13]', async () => {
    expect(await backedUp(url)).toMatchObject({
      exit: 1,
      answer: { error: { code: 'store.unusable' } },
    });
    const copy = await dumpInto('emptied');
    await asking(copy, `update store_meta set province = 'x'`);
    expect((await backedUp(copy)).exit).toBe(1);
    expect(await backedUp(server.urlOf('no_such'))).toMatchObject({
      answer: { error: { code: 'store.unusable' } },
    });
    expect(await safe()).toBe(5);
  });
});

describe('the archive of the log', () => {
  it('makes safe what it took up, so that with a base backup nothing is lost that a phone let go of [Z-14]', async () => {
    const archive = join(folder, 'archive');
    mkdirSync(archive, { mode: 0o777 });
    spawnSync('chmod', ['777', archive]);
    const gate = join(archive, 'closed');
    const settings = [
      'archive_mode = on',
      `archive_command = 'test ! -e ${gate} && cp %p ${archive}/%f'`,
      '',
    ].join('\n');
    const { server, place } = startPostgres('archived', settings);
    const url = server.urlOf('postgres');
    const base = join(folder, 'base');
    const storage = await open(url);
    const phone = await plantPhone(storage);
    await push(storage, phone, 2);
    const look = () => storage.keeper.raiseToArchived();
    expect(await look()).toEqual({ state: 'archiving', safeReceipt: 0 });
    await baseBackup(url, join(place, 'data'), base);

    // Not in the archive yet: not safe, however often it is asked.
    await push(storage, phone, 3);
    await look();
    // What was taken up last is a note about the base backup, which says nothing of the log; the next file does.
    await asking(url, 'select pg_switch_wal()');
    await expect.poll(async () => (await look()).safeReceipt, { timeout: 20_000 }).toBe(5);
    writeFileSync(gate, '');
    await push(storage, phone, 1);
    await asking(url, 'select pg_switch_wal()');
    await expect.poll(async () => (await look()).state, { timeout: 10_000 }).toBe('failing');
    expect(await look()).toMatchObject({ safeReceipt: 5 });

    rmSync(gate);
    await expect
      .poll(
        async () => {
          await asking(url, 'select pg_switch_wal()');
          return (await look()).safeReceipt;
        },
        // The server tries a failed file again after a minute at the latest.
        { timeout: 90_000, interval: 500 },
      )
      .toBe(6);
    writeFileSync(gate, '');
    await push(storage, phone, 4);
    await look();
    const { safeReceipt } = await look();
    expect(safeReceipt).toBe(6);

    await storage.keeper.close();
    server.stop('immediate');
    rmSync(join(place, 'data'), { recursive: true });
    spawnSync('cp', ['-a', base, join(place, 'data')]);
    appendFileSync(
      join(place, 'data', 'postgresql.conf'),
      `\nrestore_command = 'cp ${archive}/%f %p'\nrecovery_target_action = 'promote'\n`,
    );
    writeFileSync(join(place, 'data', 'recovery.signal'), '');
    server.start();
    await expect
      .poll(async () => (await asking(url, 'select pg_is_in_recovery() as is'))[0]?.['is'], {
        timeout: 30_000,
      })
      .toBe(false);
    expect((await held(url)).slice(0, safeReceipt)).toEqual(upTo(safeReceipt));
    expect(existsSync(gate)).toBe(true);
  }, 180_000);

  it('is off where the server has none, and then nothing becomes safe [Z-14]', async () => {
    const { server } = startPostgres('without', '');
    const storage = await open(server.urlOf('postgres'));
    await push(storage, await plantPhone(storage), 1);

    expect(await storage.keeper.raiseToArchived()).toEqual({ state: 'off', safeReceipt: 0 });
    await storage.keeper.close();
  });
});

/** As an operator makes one without pg_basebackup: PostgreSQL 18, 26.3.4. */
async function baseBackup(url: string, data: string, base: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`select pg_backup_start('base', true)`);
  spawnSync('cp', ['-a', data, base]);
  const { rows } = await client.query<{ labelfile: string }>(
    'select labelfile from pg_backup_stop(false)',
  );
  writeFileSync(join(base, 'backup_label'), rows[0]?.labelfile ?? '');
  for (const name of ['postmaster.pid', 'postmaster.opts'])
    rmSync(join(base, name), { force: true });
  rmSync(join(base, 'pg_wal'), { recursive: true });
  spawnSync('sh', [
    '-c',
    `mkdir -m 700 ${base}/pg_wal && chown --reference=${data} ${base}/pg_wal ${base}/backup_label`,
  ]);
  await client.end();
}
