import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../../src/cli/run-cli.ts';
import { asking, makeTestDatabase } from './test-database.ts';

/** One province in a file and in a database, made of the same seed by the same command. */
const folder = mkdtempSync(join(tmpdir(), 'sipas-same-'));
const kinds = ['sqlite', 'postgres'] as const;
const environments: Record<(typeof kinds)[number], Record<string, string>> = {
  sqlite: { SIPAS_DATA_DIR: join(folder, 'file') },
  postgres: { SIPAS_DATA_DIR: join(folder, 'keys') },
};
let url: string;
let waves: Record<string, string> = {};

async function run(environment: Record<string, string>, ...args: string[]) {
  const out: Buffer[] = [];
  let err = '';
  const exit = await runCli(args, {
    environment,
    folder,
    out: (piece) => void out.push(Buffer.from(piece as string)),
    err: (text) => (err += text),
  });
  return { exit, bytes: Buffer.concat(out), err };
}
const jsonOf = async (environment: Record<string, string>, ...args: string[]) => {
  const { exit, bytes } = await run(environment, ...args, '--json');
  return { exit, answer: JSON.parse(bytes.toString('utf8')) as Record<string, unknown> };
};

beforeAll(async () => {
  url = await makeTestDatabase();
  Object.assign(environments.postgres, { SIPAS_DATABASE_URL: url, SIPAS_PROVINCE: '86' });
  for (const kind of kinds) {
    const size = ['--responses', '400', '--earlier', '300', '--seed', 'same'];
    const made = await run(environments[kind], 'demo', ...size);
    expect([made.exit, made.err]).toEqual([0, '']);
  }
  const rows = await asking(url, 'select id, status from waves');
  waves = Object.fromEntries(rows.map(({ id, status }) => [String(status), String(id)]));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the commands of the operator give the same bytes whatever lies beneath', () => {
  it.each(
    [
      'export scores --level commune --by criterion',
      'export scores --level district --group sex',
      'export answers --question c3 --level commune',
      'export scores --level village --wave @closed',
      'export responses',
      'export codebook',
      'export comments',
      'export themes --question comment --level commune',
      'export workbook',
      'export microdata --wave @closed',
      'export bundle --wave @closed',
      'quality @open',
      'wave editions @closed',
      'device unknown',
      'audit verify',
    ].map((words) => [words]),
  )('%s', async (asked) => {
    const words = asked.replace(/@(\w+)/, (_, status: string) => waves[status] ?? '');
    const [one, other] = [
      await run(environments.sqlite, ...words.split(' ')),
      await run(environments.postgres, ...words.split(' ')),
    ];

    expect([other.exit, other.err]).toEqual([one.exit, one.err]);
    expect(createHash('sha256').update(other.bytes).digest('hex')).toBe(
      createHash('sha256').update(one.bytes).digest('hex'),
    );
    expect([one.exit, one.bytes.length > 0, one.err]).toEqual([0, true, one.err]);
  });

  it('verify, of the same number of forms', async () => {
    const [one, other] = [
      await jsonOf(environments.sqlite, 'verify'),
      await jsonOf(environments.postgres, 'verify'),
    ];

    expect(one.exit).toBe(0);
    expect(other).toEqual(one);
    expect(other.answer['counted']).toBeGreaterThan(300);
  });
});

it.each(['backup', 'restore x.sqlite', 'drill', 'check-backup x.sqlite'])(
  'refuses %s on PostgreSQL, and says what to use instead [Z-06]',
  async (words) => {
    const { exit, answer } = await jsonOf(environments.postgres, ...words.split(' '));

    expect(exit).toBe(1);
    expect(answer).toMatchObject({ error: { code: 'database.not-offered' } });
    expect(JSON.stringify(answer)).toContain('pg_dump');
  },
);

it('takes no province for empty that is only named wrongly, and makes none by asking [Z-06]', async () => {
  const environment = { ...environments.postgres, SIPAS_PROVINCE: '68' };

  expect(await jsonOf(environment, 'verify')).toMatchObject({
    exit: 1,
    answer: { error: { code: 'store.empty' } },
  });
  expect(await asking(url, `select 1 from store_meta where province = '68'`)).toEqual([]);
});

it('names a database that is not there, by code and address [Z-06]', async () => {
  const away = {
    ...environments.postgres,
    SIPAS_DATABASE_URL: 'postgres://sipas:pw@127.0.0.1:9/x',
  };
  const { exit, answer } = await jsonOf(away, 'verify');

  expect([exit, answer]).toMatchObject([1, { error: { code: 'server.busy' } }]);
  expect(JSON.stringify(answer)).toContain('127.0.0.1:9');
  expect(JSON.stringify(answer)).not.toContain('pw@');
  expect((await jsonOf({ ...away, SIPAS_DATABASE_URL: '' }, 'verify')).answer).toMatchObject({
    error: { code: 'database.unknown' },
  });
});

it('begins a new life of a database that was put back by other means, and not of a file [Z-07]', async () => {
  const { exit, answer } = await jsonOf(environments.postgres, 'restored');
  const [row] = await asking(
    url,
    `select incarnation, safe_receipt, last_receipt from store_meta where province = '86'`,
  );

  expect(exit).toBe(0);
  expect(row?.['incarnation']).toBe(answer['incarnation']);
  expect(answer['before']).not.toBe(answer['incarnation']);
  expect(row?.['safe_receipt']).toBe(row?.['last_receipt']);
  expect((await jsonOf(environments.sqlite, 'restored')).answer).toMatchObject({
    error: { code: 'database.not-offered' },
  });
});
