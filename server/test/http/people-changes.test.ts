import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ChangeTable } from '@sipas/shared/wire';
import { setupTwoWaves } from './people-small-case.ts';
import { type PeopleWorld, type Username, code, places } from './people-world.ts';

let world: PeopleWorld;
let later: string;
beforeAll(async () => {
  ({ world, later } = await setupTwoWaves());
}, 120_000);
afterAll(() => world.close());

const ask = (query: string, who: Username = 'analyst', before = world.waveId) =>
  world.ask(who, `/api/v1/waves/${later}/changes?before=${before}&${query}`);
const tableOf = async (answer: Response) => (await answer.json()) as ChangeTable;

describe('changes between two waves', () => {
  test('are told by unit, with rank and standing, and why a figure lacks [P-82]', async () => {
    const table = await tableOf(await ask('level=commune'));

    expect([table.before.name, table.after.name, table.on]).toEqual([
      'Đợt thử',
      'Đợt sau',
      '2025-07-01',
    ]);
    const rowOf = (unit: string) => table.rows.find((row) => row.unit === unit);
    expect(rowOf(places.longChau)).toMatchObject({
      before: { percent: '65.15', valid: 3, rank: 2 },
      after: { percent: '100.00', valid: 2, rank: 1 },
      points: '34.85',
      steps: 1,
      standing: 'exact',
    });
    expect(rowOf(places.benTre)).toMatchObject({
      before: { percent: '100.00', valid: 2, rank: 1 },
      after: { percent: '50.00', valid: 2, rank: 2 },
      points: '-50.00',
      steps: -1,
    });
    expect(rowOf(places.other)).toMatchObject({
      before: { percent: null, valid: 1 },
      after: { percent: null, valid: 0, rank: null },
      points: null,
      steps: null,
      standing: 'not-comparable',
    });
    expect(table.rows).toHaveLength(124);
  });

  test('show a person the units of their areas, ranked among all [P-82]', async () => {
    const table = await tableOf(await ask('level=commune', 'analyst-commune'));

    expect(table.rows.map(({ unit, after }) => [unit, after.rank])).toEqual([[places.longChau, 1]]);
    expect((await tableOf(await ask('level=province', 'analyst-commune'))).rows).toEqual([]);
  });

  test('are a file with the same figures [P-82]', async () => {
    const path = `/api/v1/waves/${later}/exports/changes.csv?before=${world.waveId}&level=commune&bom=0`;
    const answer = await world.ask('analyst', path);

    expect(answer.headers.get('Content-Disposition')).toBe(
      'attachment; filename="sipas_changes_dot-sau_dot-thu_chua-chot_transaction-5-factor_commune_overall.csv"',
    );
    const { data } = Papa.parse<Record<string, string>>(await answer.text(), { header: true });
    const row = data.find(({ unit_code: unit }) => unit === places.benTre);
    expect([row?.['before_percent'], row?.['after_percent'], row?.['change_points']]).toEqual([
      '100.00',
      '50.00',
      '-50.00',
    ]);
  });

  test('are refused in words where a wave, a level or a bound is none [P-82]', async () => {
    const missing = '01890000-0000-7000-8000-000000000000';
    const answers = await Promise.all([
      ask('level=commune', 'analyst', missing),
      ask('level=nowhere'),
      ask('overlap=0'),
      ask('overlap=101'),
      ask('', 'office'),
      world.ask('analyst', `/api/v1/waves/${later}/changes`),
    ]);

    expect(await Promise.all(answers.map(async (one) => [one.status, await code(one)]))).toEqual([
      [404, 'wave.unknown'],
      [400, 'report.unknown-level'],
      [400, 'request.malformed'],
      [400, 'request.malformed'],
      [403, 'permission.denied'],
      [400, 'request.malformed'],
    ]);
  });
});

test.each([
  'waves/LATER/exports/scores.csv?level=commune',
  'waves/LATER/exports/answers.csv?question=sex',
  'waves/LATER/exports/changes.csv?before=EARLIER&level=commune',
  'waves/LATER/exports/unit-pair.csv?level=commune&unit=29551',
  'waves/LATER/exports/trend.csv?level=commune',
  'waves/LATER/exports/priorities.csv?level=province',
  'waves/LATER/exports/comment-themes.csv?question=comment&level=province',
  'exports/actions.csv',
])(
  'a table as a file is named by a tag, in another format by another [X-73]: %s',
  async (asked) => {
    const path = `/api/v1/${asked.replace('LATER', later).replace('EARLIER', world.waveId)}`;
    const first = await world.ask('analyst', path);
    const tag = first.headers.get('ETag') ?? '';

    expect([first.status, tag]).toEqual([200, expect.stringMatching(/^"[\w-]{43}"$/)]);
    const again = await world.ask('analyst', path, { headers: { 'If-None-Match': tag } });
    expect([again.status, await again.text()]).toEqual([304, '']);
    const sign = path.includes('?') ? '&' : '?';
    const other = await world.ask('analyst', `${path}${sign}decimal=comma&separator=semicolon`);
    expect(other.headers.get('ETag')).not.toBe(tag);
  },
);

test('figures that others announced are told with their source', async () => {
  const answer = await world.ask('analyst', '/api/v1/announced-figures');
  const { figures, otherIndices } = (await answer.json()) as Record<
    string,
    Record<string, unknown>[]
  >;

  // The press of May 2025 on the old province.
  expect(figures).toContainEqual(
    expect.objectContaining({
      area: '86',
      year: 2024,
      percent: '81.75',
      rank: 53,
      rankedCount: 63,
    }),
  );
  // PAPI 2023, its 28 sub-dimensions added.
  expect(otherIndices).toContainEqual(
    expect.objectContaining({ area: '86', year: 2023, index: 'papi', value: '40.82' }),
  );
});
