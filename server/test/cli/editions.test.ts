import { readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { storeFileName } from '../../src/storage-sqlite/index.ts';
import { jsonOf, refusalOf, runHere, setupFolder } from './run-sipas.ts';

let place: Awaited<ReturnType<typeof setupFolder>>;
let openId: string;
/** Closed since the year before. */
let waveId: string;
const run = (...args: readonly string[]) => runHere(place.folder, ...args);

beforeAll(async () => {
  place = await setupFolder();
  const demo = await run('demo', '--responses', '40', '--earlier', '120', '--seed', 'e', '--json');
  openId = (jsonOf(demo) as { waveId: string }).waveId;
  const db = new Database(join(place.folder, 'var', storeFileName));
  waveId = db.prepare('select id from waves where id <> ?').pluck().get(openId) as string;
  // The demonstration froze it.
  for (const table of ['wave_editions', 'edition_responses', 'edition_counts'])
    db.exec(`delete from ${table}`);
  db.close();
}, 120_000);
afterAll(() => place.remove());

test('an open wave is not frozen; a closed one is, once, and tells its first edition [W-20]', async () => {
  expect(refusalOf(await run('wave', 'freeze', openId, '--json'))).toBe('wave.not-closed');

  const frozen = await run('wave', 'freeze', waveId);
  expect(frozen.err).toBe('');
  expect(frozen.out).toMatch(/^bản 1\t.*\t120 phiếu \(.*\)\tSHA-256 [0-9a-f]{64}/);
  const again = await run('wave', 'freeze', waveId, '--json');
  expect([again.exit, refusalOf(again)]).toEqual([1, 'wave.frozen']);
});

test('a frozen wave lists its edition; a second one needs something that came late [W-23]', async () => {
  const told = jsonOf(await run('wave', 'editions', waveId, '--json')) as {
    editions: { edition: number; responses: number }[];
    late: number;
  };
  expect(told).toMatchObject({ editions: [{ edition: 1, responses: 120 }], late: 0 });
  const made = await run('wave', 'edition', waveId, '--reason', 'bổ sung', '--json');
  expect([made.exit, refusalOf(made)]).toEqual([1, 'edition.nothing-new']);
});

describe('what leaves by a command says whether its figures are frozen', () => {
  const tables = [
    ['scores'],
    ['answers', '--question', 'c10'],
    ['themes', '--question', 'comment'],
    ['responses'],
    ['workbook'],
  ];
  const take = async (wave: string, ...asked: readonly string[]) => {
    const { out, err, exit } = await run('export', ...asked, '--wave', wave, '--out', '.');
    expect([exit, dirname(out.trim())]).toEqual([0, place.folder]);
    return [basename(out.trim()), err];
  };

  test.each(tables)('%s of a wave that is not frozen [W-20]', async (...asked) => {
    const [name, err] = await take(openId, ...asked);

    expect(name).toMatch(/^sipas_[a-z-]+_[a-z0-9-]+_chua-chot_/);
    expect(err).toMatch(/^Số liệu chưa chốt \(“.+”\): đây là số đang làm, không đưa ra ngoài\.\n$/);
  });

  test.each([...tables, ['microdata'], ['bundle']])(
    '%s of a frozen wave [W-20]',
    async (...asked) => {
      const [name, err] = await take(waveId, ...asked);

      expect(name).toMatch(/^sipas_[a-z-]+_[a-z0-9-]+_ban-1_/);
      expect(err).toBe('');
    },
  );

  test('the report of a wave that is not frozen [W-20]', async () => {
    const told = await run('report', '--wave', openId, '--out', '.', '--day', '2026-11-28');

    expect(basename(told.out.trim())).toMatch(/^sipas_bao-cao_.+_chua-chot_2026-11-28\.docx$/);
    expect(told.err).toContain('Số liệu chưa chốt');
  });

  test('what people said is no figure, and the codebook none either [W-20]', async () => {
    for (const what of ['comments', 'codebook']) {
      const [name, err] = await take(openId, what);
      expect([name, err]).toEqual([expect.not.stringContaining('chua-chot'), '']);
    }
  });
});

test('a grouping goes out as a file, comes in as a new version, and a broken file is named by line [G-01]', async () => {
  const out = await run('grouping', 'export', 'buu-dien-khu-vuc', '--json');
  const { csv } = jsonOf(out) as { csv: string };
  const rows = csv.trimEnd().split('\n');
  // The 124 communes since 1 July 2025, and the head.
  expect(rows).toHaveLength(125);

  const file = join(place.folder, 'again.csv');
  await writeFile(file, csv);
  const kept = await run('grouping', 'import', 'buu-dien-khu-vuc', 'again.csv', '--json');
  expect([kept.exit, kept.err]).toEqual([0, '']);
  expect(jsonOf(kept)).toMatchObject({ id: 'buu-dien-khu-vuc', communes: 124 });

  await writeFile(file, [...rows, rows[1]].join('\n'));
  const twice = await run('grouping', 'import', 'buu-dien-khu-vuc', 'again.csv', '--json');
  expect([twice.exit, refusalOf(twice)]).toEqual([1, 'grouping.repeated-commune']);
  expect(twice.out).toContain('126');
  expect(await readFile(file, 'utf8')).toContain(rows[1] ?? '');
  expect(refusalOf(await run('grouping', 'import', 'none', 'again.csv', '--json'))).toBe(
    'grouping.unknown',
  );
});
