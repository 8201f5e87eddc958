import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ReportDocument, ScoreTable } from '@sipas/shared/wire';
import { shippedFieldRegistry } from '../../src/reference-data/field-registry.ts';
import { machineSurroundings } from '../../src/surroundings.ts';
import { createWave } from '../../src/use-cases/create-wave.ts';
import { createWaveReader } from '../../src/use-cases/waves/index.ts';
import { setupSmallCase } from './people-small-case.ts';
import { type PeopleWorld, type Username, code, places } from './people-world.ts';

/** The small case, and a later wave of two forms in one commune; the minimum base is 2. */
let world: PeopleWorld;
let later: string;
beforeAll(async () => {
  world = await setupSmallCase({ minimumBase: 2, minimumCell: 1 });
  const { waves } = world.storage;
  const { clock, ids } = machineSurroundings;
  const made = await createWave(
    { waves, reader: createWaveReader(waves), clock, ids, fields: shippedFieldRegistry() },
    {
      ...{ name: 'Đợt sau', instruments: ['transaction-5-factor'], catalogue: '2025-07-01' },
      ...{ scheme: 'criterion_mean', minimumBase: 2, minimumCell: 2 },
      villages: [{ commune: places.longChau, code: '01', name: 'Ấp 1', target: 4 }],
    },
  );
  if (!made.ok) throw new Error(made.error.detail);
  later = made.value.waveId;
  for (const rating of ['4', '4'])
    await world.send('surveyor-855', places.longChau, { rating, inWave: later });
}, 120_000);
afterAll(() => world.close());

const ask = (query = '', who: Username = 'analyst', wave = world.waveId, what = 'report') =>
  world.ask(who, `/api/v1/waves/${wave}/${what}?${query}`);
const reportOf = async (answer: Response) => (await answer.json()) as ReportDocument;
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');
const words = (report: ReportDocument): string => plain(JSON.stringify(report));

describe('the report of a wave', () => {
  test('has the figures of its published tables [N-11]', async () => {
    const report = await reportOf(await ask('level=commune&day=2026-11-27'));
    const scores = (await (
      await world.ask('analyst', `/api/v1/waves/${world.waveId}/scores?level=province`)
    ).json()) as ScoreTable;

    const percent = scores.rows[0]?.percent?.replace('.', ',') ?? '';
    expect(plain(report.cover.summary)).toContain(`tỉnh Vĩnh Long là ${percent} %`);
    // Long Châu and Phú Khương by hand: see the comparison of the same case.
    const rows = report.chapters
      .flatMap(({ blocks }) =>
        blocks.flatMap((block) => (block.kind === 'table' ? block.rows : [])),
      )
      .map((cells) => cells.map(({ text }) => text));
    expect(rows).toContainEqual(expect.arrayContaining(['1', 'Phường Phú Khương', '100,00', '2']));
    expect(rows).toContainEqual(expect.arrayContaining(['2', 'Phường Long Châu', '65,15', '3']));
    expect(report.day).toBe('2026-11-27');
    expect(words(report)).toContain('Chưa có đợt trước dùng cùng bộ phiếu');
    expect(words(report)).toContain(
      `npm run -s sipas -- report --wave ${world.waveId} --instrument transaction-5-factor --level commune --day 2026-11-27 --out bao-cao.docx`,
    );
  });

  test('looks back to the wave before it, or to the one that is named [N-11]', async () => {
    const report = await reportOf(await ask('level=commune', 'analyst', later));
    expect(words(report)).toContain('so với đợt “Đợt thử”');
    expect(words(report)).toContain(`--before ${world.waveId}`);
    const named = await reportOf(await ask(`before=${world.waveId}`, 'analyst', later));
    expect(words(named)).toContain('so với đợt “Đợt thử”');
  });

  test('shows a person the units of their areas and says so [N-11]', async () => {
    const report = await reportOf(await ask('level=commune', 'analyst-commune'));

    expect(words(report)).toContain('địa bàn của người lập báo cáo không gồm trọn một tỉnh');
    expect(words(report)).toContain('Phường Long Châu');
    expect(words(report)).not.toContain('Phường Phú Khương');
    expect(words(report)).toContain('Chỉ nêu các đơn vị thuộc địa bàn của người lập báo cáo.');
  });

  test('is refused in words where a wave, level, form or day is none [N-11]', async () => {
    const missing = '01890000-0000-7000-8000-000000000000';
    const answers = await Promise.all([
      ask('', 'analyst', missing),
      ask(`before=${missing}`),
      ask('level=nowhere'),
      ask('level=village'),
      ask('instrument=none'),
      ask('day=2026-02-30'),
      ask('', 'office'),
      ask('', 'admin-elsewhere'),
      ask('level=nowhere', 'analyst', world.waveId, 'report.docx'),
    ]);

    expect(await Promise.all(answers.map(async (one) => [one.status, await code(one)]))).toEqual([
      [404, 'wave.unknown'],
      [404, 'wave.unknown'],
      [400, 'report.unknown-level'],
      [400, 'report.unknown-level'],
      [400, 'report.unknown-instrument'],
      [400, 'request.malformed'],
      [403, 'permission.denied'],
      [404, 'wave.unknown'],
      [400, 'report.unknown-level'],
    ]);
  });

  test('of a wave without forms is one of words', async () => {
    const empty = await createWave(
      {
        waves: world.storage.waves,
        reader: createWaveReader(world.storage.waves),
        fields: shippedFieldRegistry(),
        ...{ clock: machineSurroundings.clock, ids: machineSurroundings.ids },
      },
      {
        ...{ name: 'Đợt rỗng', instruments: ['transaction-5-factor'], catalogue: '2025-07-01' },
        ...{ scheme: 'criterion_mean', minimumBase: 2, minimumCell: 2 },
        villages: [{ commune: places.longChau, code: '01', name: 'Ấp 1', target: 4 }],
      },
    );
    if (!empty.ok) throw new Error(empty.error.detail);
    const report = await reportOf(await ask('', 'analyst', empty.value.waveId));

    expect(report.cover.summary).toBe(
      'Tỉnh Vĩnh Long chưa có chỉ số hài lòng chung: không đủ mẫu.',
    );
  });
});

test('the report is a file of Word by its type and name', async () => {
  const answer = await ask('day=2026-11-27', 'analyst', world.waveId, 'report.docx');

  expect(answer.headers.get('Content-Type')).toBe(
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  );
  expect(answer.headers.get('Content-Disposition')).toBe(
    'attachment; filename="sipas_bao-cao_dot-thu_chua-chot_2026-11-27.docx"',
  );
  expect(new Uint8Array(await answer.arrayBuffer()).subarray(0, 2)).toEqual(
    new TextEncoder().encode('PK'),
  );
});

// Last: sessions end when the clock goes on.
test('the report is dated by the calendar of Việt Nam where no day is given [N-11]', async () => {
  world.now = '2026-11-30T17:00:00.000Z';
  expect((await reportOf(await ask('level=province', 'admin'))).cover.placeAndDay).toBe(
    'Vĩnh Long, ngày 01 tháng 12 năm 2026',
  );
});
