import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ScoreTable } from '@sipas/shared/wire';
import { scoresCsv } from '../../src/exports/index.ts';
import { tablesHere } from '../../src/use-cases/make-tables.ts';
import { countAnew, reportScores } from '../../src/use-cases/report-scores/index.ts';
import { createWaveReader } from '../../src/use-cases/waves/index.ts';
import { type PeopleWorld } from '../http/people-world.ts';
import { setupSmallCase } from '../http/people-small-case.ts';
import { jsonOf, runHere, setupFolder } from './run-sipas.ts';

describe('a second, weighted estimate', () => {
  let world: PeopleWorld;
  beforeAll(async () => {
    world = await setupSmallCase({ minimumBase: 1, minimumCell: 1 });
  }, 120_000);
  afterAll(() => world.close());

  async function table(weights: Readonly<Record<string, number>>, group?: string) {
    const { waves, responses } = world.storage;
    const needs = {
      reader: createWaveReader(waves),
      countVillages: countAnew(responses),
      tables: tablesHere,
      weights: () =>
        Promise.resolve(
          Object.entries(weights).map(([place, weight]) => {
            const [commune = '', village = ''] = place.split('/');
            return { commune, village, weight };
          }),
        ),
    };
    const query = { level: 'district', by: 'criterion' as const, group };
    const made = await reportScores(needs, { areas: ['86'], role: 'admin' }, world.waveId, query);
    if (!made.ok) throw new Error(made.error.code);
    return made.value;
  }
  const district = { '29551/01': 10, '29590/01': 30 };

  test('stands beside the plain one with its own interval and design effect [S-44]', async () => {
    const { rows } = await table(district);

    // t1_1 in 855: 1 of 3 where each stands for 10 households, 1 of 1 for 30: (10 + 30) / (30 + 30) = 66.67 %; plain 2/4.
    // The villages bring 10 · (1 − 2) / 60 = −1/6 and 30 · (1 − 2/3) / 60 = 1/6: variance 2 · 2/36 = 1/9, 33.333 points.
    // Four independent answers: 2/9 / 3 = 2/27, so 1.5 times that, and 4 / 1.5 = 2.67. df 1: ± 12.7 · 1.5 on the logit.
    const row = rows.find(({ unit, code }) => unit === '855' && code === 't1_1');
    expect(row).toMatchObject({ percent: '50.00', interval: { standardErrorPoints: '25.000' } });
    expect(row?.weighted).toEqual({
      ...{ percent: '66.67', low: '0.00', high: '100.00', standardErrorPoints: '33.333' },
      ...{ clusters: 2, designEffect: '1.50', effectiveN: '2.7' },
    });
    // One village tells nothing of an interval; of 829 no weight is known.
    expect(rows.filter(({ unit }) => unit === '829').map(({ weighted }) => weighted)).toEqual(
      rows.filter(({ unit }) => unit === '829').map(() => null),
    );
  });

  test('is none where a village has no weight, nor in groups [S-44]', async () => {
    const { '29590/01': _, ...part } = district;

    const [partly, grouped] = [await table(part), await table(district, 'sex')];

    expect(partly.rows.some(({ weighted }) => weighted !== null)).toBe(false);
    expect(grouped.rows.some(({ weighted }) => weighted !== null)).toBe(false);
  });

  test('is that of the weights which the wave took in, for whoever asks the server [S-44]', async () => {
    const weights = [
      { commune: '29551', village: '01', weight: 10 },
      { commune: '29590', village: '01', weight: 30 },
    ];
    await world.storage.waves.setVillageWeights(world.waveId, weights, world.now);

    const path = `/api/v1/waves/${world.waveId}/scores?level=district&by=criterion`;
    const served = (await (await world.ask('analyst', path)).json()) as ScoreTable;

    const row = served.rows.find(({ unit, code }) => unit === '855' && code === 't1_1');
    expect([row?.percent, row?.weighted?.percent]).toEqual(['50.00', '66.67']);
  });

  test('has columns of its own in the file [X-03]', async () => {
    let text = '';
    const format = { decimal: 'point', separator: 'comma', bom: false } as const;
    for await (const bytes of scoresCsv(await table(district), 'long', format))
      text += Buffer.from(bytes).toString('utf8');

    const lines = text.split('\n');
    expect(lines[0]).toContain(
      ',n_effective,interval_status,weighted_percent,weighted_low,weighted_high,weighted_standard_error_points,weighted_design_effect,rank,',
    );
    expect(lines.find((line) => line.includes(',855,') && line.includes(',t1_1,'))).toContain(
      ',50.00,2,4,4,0.00,100.00,25.000,2,0.75,5.3,published,66.67,0.00,100.00,33.333,1.50,',
    );
  });
});

describe('weights of a wave', () => {
  let place: Awaited<ReturnType<typeof setupFolder>>;
  let waveId: string;
  beforeAll(async () => {
    place = await setupFolder();
    await writeFile(
      join(place.folder, 'plan.csv'),
      'commune,code,name,target\n29551,01,Khóm 1,9\n29551,02,Khóm 2,9\n',
    );
    const wave = ['--name', 'Đợt một', '--instrument', 'transaction-5-factor', '--json'];
    const plan = ['--catalogue', '2025-07-01', '--open', '--villages', 'plan.csv'];
    const made = await runHere(place.folder, 'wave', 'create', ...wave, ...plan);
    ({ waveId } = jsonOf(made) as { waveId: string });
  }, 60_000);
  afterAll(() => place.remove());

  const write = (...rows: readonly string[]) =>
    writeFile(
      join(place.folder, 'weights.csv'),
      `${['commune,village,household,weight', ...rows].join('\n')}\n`,
    );
  const run = (...args: readonly string[]) => runHere(place.folder, ...args, '--json');

  test('are taken into it once, and again only when that is said [M-17]', async () => {
    await write('29551,01,a,12.5', '29551,01,b,12.5', '29551,02,a,7');
    const take = (...more: readonly string[]) =>
      run('wave', 'weights', waveId, 'weights.csv', ...more);

    expect(jsonOf(await take())).toEqual({ waveId, villages: 2, withoutWeight: [] });
    const again = await take();
    expect([again.exit, jsonOf(again)]).toMatchObject([1, { error: { code: 'weights.exist' } }]);
    await write('29551,01,a,12');
    const replaced = await take('--replace');
    expect(jsonOf(replaced)).toEqual({ waveId, villages: 1, withoutWeight: ['29551/02'] });
    // Without a form there is nothing to weigh.
    const exported = await run('export', 'scores');
    expect(exported.err).toContain('Không đơn vị nào có ước lượng có quyền số');
  });

  test('name villages of its plan [M-17]', async () => {
    await write('29551,01,a,2', '29551,09,a,2');

    const ran = await run('wave', 'weights', waveId, 'weights.csv', '--replace');

    expect([ran.exit, jsonOf(ran)]).toMatchObject([
      1,
      { error: { code: 'weights.unknown-village', detail: '29551/09' } },
    ]);
    const unknown = await run('wave', 'weights', 'none', 'weights.csv');
    expect(jsonOf(unknown)).toMatchObject({ error: { code: 'wave.unknown' } });
  });

  test.each([
    [
      'differ in a village',
      ['29551,01,a,2', '29551,01,b,3'],
      'weights.uneven-village',
      'line 3, weight: "3"',
    ],
    ['are 0', ['29551,01,a,0'], 'design.bad-weight', 'line 2, weight: "0"'],
    ['are below 0', ['29551,01,a,2', '29551,02,a,-1'], 'design.bad-weight', 'line 3, weight: "-1"'],
    [
      'lie too far apart',
      ['29551,01,a,1.234', '29551,02,a,12341'],
      'weights.too-far-apart',
      'line 3, weight: "12341"',
    ],
    [
      'may be thousands or fractions',
      ['29551,01,a,987', '29551,02,a,1.234', '29551,03,a,12.340'],
      'weights.doubtful-sign',
      'line 3, weight: "1.234"',
    ],
    ['are a text', ['29551,01,a,hai'], 'table.not-a-number', 'line 2, weight: "hai"'],
    ['name no village', ['29551,,a,2'], 'table.blank-cell', 'line 2, village: ""'],
  ] as const)('are refused by code, line and column where they %s [M-16]', async (...given) => {
    const [, rows, code, detail] = given;
    await write(...rows);

    for (const command of [
      ['wave', 'weights', waveId, 'weights.csv', '--replace'],
      ['export', 'scores', '--weights', 'weights.csv'],
    ]) {
      const ran = await run(...command);
      expect([ran.exit, jsonOf(ran)]).toMatchObject([1, { error: { code, detail } }]);
    }
  });

  test.each(['1.2340', '0.512', '2345'])(
    'are fractions where another one, %s, tells that thousands are not set apart [M-16]',
    async (telling) => {
      await write('29551,01,a,1.234', `29551,02,a,${telling}`);

      const ran = await run('wave', 'weights', waveId, 'weights.csv', '--replace');

      expect(jsonOf(ran)).toEqual({ waveId, villages: 2, withoutWeight: [] });
    },
  );

  test('may be ten thousand times as large as another, no more [M-16]', async () => {
    await write('29551,01,a,1.234', '29551,02,a,12340');

    const ran = await run('wave', 'weights', waveId, 'weights.csv', '--replace');

    expect(jsonOf(ran)).toEqual({ waveId, villages: 2, withoutWeight: [] });
  });
});
