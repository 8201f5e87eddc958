import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../../src/cli/run-cli.ts';
import { asking, makeTestDatabase } from './test-database.ts';

const folder = mkdtempSync(join(tmpdir(), 'sipas-copy-'));
const source = join(folder, 'file');
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
const ofFile = { SIPAS_DATA_DIR: source };
const ofDatabase = (province: string) => ({
  ...{ SIPAS_DATA_DIR: join(folder, 'keys'), SIPAS_DATABASE_URL: url, SIPAS_PROVINCE: province },
});
const copy = (province: string, ...more: string[]) =>
  jsonOf(
    { SIPAS_DATA_DIR: join(folder, 'keys'), SIPAS_PROVINCE: province },
    ...['copy', '--from', `sqlite:${source}`, '--to', url, ...more],
  );

const bytesOf = (dir: string) =>
  Object.fromEntries(
    readdirSync(dir, { recursive: true, encoding: 'utf8' })
      .filter((name) => statSync(join(dir, name)).isFile() && !/-(shm|wal)$/.test(name))
      .map((name) => [
        name,
        createHash('sha256')
          .update(readFileSync(join(dir, name)))
          .digest('hex'),
      ]),
  );

beforeAll(async () => {
  url = await makeTestDatabase();
  const size = ['--responses', '400', '--earlier', '300', '--seed', 'copy'];
  expect(await run(ofFile, 'demo', ...size)).toMatchObject({ exit: 0, err: '' });
  const { answer } = await jsonOf(ofFile, 'verify');
  expect(answer).toMatchObject({ differences: [] });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a province that was moved', () => {
  let before: Record<string, string>;
  beforeAll(async () => {
    before = bytesOf(source);
    const copied = await copy('86');
    expect(copied).toMatchObject({ exit: 0 });
    const rows = await asking(url, `select id, status from waves where province = '86'`);
    waves = Object.fromEntries(rows.map(({ id, status }) => [String(status), String(id)]));
  });

  it('left its source as it was [Z-09]', () => {
    expect(bytesOf(source)).toEqual(before);
  });

  it('is the same by its own count, and takes what it needs of the folder with it [Z-10] [Z-12]', async () => {
    const [one, other] = [await jsonOf(ofFile, 'verify'), await jsonOf(ofDatabase('86'), 'verify')];

    expect(other).toEqual(one);
    expect(other).toMatchObject({ exit: 0, answer: { differences: [] } });
  });

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
    ].map((words) => [words]),
  )('gives the same bytes: %s [Z-10]', async (asked) => {
    const words = asked.replace(/@(\w+)/, (_, status: string) => waves[status] ?? '');
    const [one, other] = [
      await run(ofFile, ...words.split(' ')),
      await run(ofDatabase('86'), ...words.split(' ')),
    ];

    expect([other.exit, other.err]).toEqual([one.exit, one.err]);
    expect(other.bytes.equals(one.bytes)).toBe(true);
    expect([one.exit, one.bytes.length > 0]).toEqual([0, true]);
  });
});
