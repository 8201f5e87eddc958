import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Trend } from '@sipas/shared/wire';
import { shippedFieldRegistry } from '../../src/reference-data/field-registry.ts';
import { machineSurroundings } from '../../src/surroundings.ts';
import { createWave } from '../../src/use-cases/create-wave.ts';
import { createWaveReader } from '../../src/use-cases/waves/index.ts';
import { setupTwoWaves } from './people-small-case.ts';
import { type PeopleWorld, type Username, code, places } from './people-world.ts';

let world: PeopleWorld;
let later: string;
beforeAll(async () => {
  ({ world, later } = await setupTwoWaves());
}, 120_000);
afterAll(() => world.close());

const ask = (query: string, who: Username = 'analyst', wave = later) =>
  world.ask(who, `/api/v1/waves/${wave}/trend?${query}`);
const trendOf = async (answer: Response) => (await answer.json()) as Trend;
const brief = ({ points }: Trend) =>
  points.map(({ wave, percent, valid, standing, link }) => [
    ...[wave.name, percent, valid, standing, link],
  ]);

describe('a figure of a unit over the waves', () => {
  test('is told wave by wave, on the units of the wave from which one looks back [N-30]', async () => {
    const trend = await trendOf(await ask(`level=commune&unit=${places.longChau}`));

    expect(trend.figure.code).toBe('overall');
    expect(brief(trend)).toEqual([
      ['Đợt thử', '65.15', 3, 'exact', 'joined'],
      ['Đợt sau', '100.00', 2, 'exact', 'joined'],
    ]);
    expect(trend.announced).toEqual([]);
  });

  test('has the same two waves from the earlier one [N-30]', async () => {
    const query = `level=commune&unit=${places.benTre}`;

    expect(brief(await trendOf(await ask(query, 'analyst', world.waveId)))).toEqual([
      ['Đợt thử', '100.00', 2, 'exact', 'joined'],
      ['Đợt sau', '50.00', 2, 'exact', 'joined'],
    ]);
  });

  test('withholds what the tables withhold, and joins nothing that is not comparable [N-30]', async () => {
    const query = `level=commune&unit=${places.other}`;

    const [earlier, since] = (await trendOf(await ask(query))).points;
    expect(earlier).toMatchObject({ percent: null, low: null, high: null });
    expect(since).toMatchObject({ percent: null, standing: 'not-enough-base' });
  });

  test('shows a person the units of their areas [N-30]', async () => {
    const trend = await trendOf(await ask('level=commune', 'analyst-commune'));

    expect(trend.units.map(({ code: unit }) => unit)).toEqual([places.longChau]);
    const other = await ask(`level=commune&unit=${places.benTre}`, 'analyst-commune');
    expect([other.status, await code(other)]).toEqual([404, 'report.unknown-unit']);
  });

  test('is sent once: who names its tag has it already [N-30]', async () => {
    const path = `/api/v1/waves/${later}/trend?level=commune`;
    const tag = (await world.ask('analyst', path)).headers.get('ETag') ?? '';

    const again = await world.ask('analyst', path, { headers: { 'If-None-Match': tag } });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  test('is refused in words where a level, unit or figure is none [N-30]', async () => {
    const answers = await Promise.all([
      ask('level=nowhere'),
      ask('level=village'),
      ask('level=commune&unit=nowhere'),
      ask('level=commune&figure=nothing'),
      ask('by=guess'),
      ask('', 'office'),
      ask('', 'analyst', '01890000-0000-7000-8000-000000000000'),
    ]);

    expect(await Promise.all(answers.map(code))).toEqual([
      ...['report.unknown-level', 'report.unknown-level', 'report.unknown-unit'],
      ...['report.unknown-question', 'request.malformed', 'permission.denied', 'wave.unknown'],
    ]);
  });

  test('is a file with the same figures [N-31]', async () => {
    const path = `/api/v1/waves/${later}/exports/trend.csv?level=commune&unit=${places.longChau}&bom=0`;
    const answer = await world.ask('analyst', path);

    expect(answer.headers.get('Content-Disposition')).toContain(
      'sipas_trend_dot-sau_chua-chot_transaction-5-factor_commune_29551_overall_criterion-mean.csv',
    );
    const { data } = Papa.parse<Record<string, string>>(await answer.text(), {
      header: true,
      skipEmptyLines: true,
    });
    expect(data.map(({ kind, name, percent, valid }) => [kind, name, percent, valid])).toEqual([
      ['wave', 'Đợt thử', '65.15', '3'],
      ['wave', 'Đợt sau', '100.00', '2'],
    ]);
  });
});

/** Phường 1 of the old town of Vĩnh Long, now in 29551. */
const [oldCatalogue, oldCommune] = ['2024-06-01', '29548'];

describe('the province over the reform', () => {
  const makeWave = async (name: string, catalogue: string, commune: string) => {
    const { waves } = world.storage;
    const { clock, ids } = machineSurroundings;
    const created = await createWave(
      { waves, reader: createWaveReader(waves), clock, ids, fields: shippedFieldRegistry() },
      {
        ...{ name, catalogue, instruments: ['household-2022'], scheme: 'criterion_mean' as const },
        ...{ minimumBase: 2, minimumCell: 2 },
        villages: [{ commune, code: '01', name: 'Ấp 1', target: 4 }],
      },
    );
    if (!created.ok) throw new Error(created.error.detail);
    return created.value.waveId;
  };

  test('keeps what was announced apart, and a wave of the smaller province on its own units [N-30]', async () => {
    // The province is now three old ones: far fewer than four in five households live in one of them.
    await makeWave('Đợt tỉnh cũ', oldCatalogue, oldCommune);
    const now = await makeWave('Đợt tỉnh mới', '2025-07-01', places.longChau);

    const trend = await trendOf(await ask('unit=86', 'analyst', now));

    expect(trend.points.map(({ wave, link, catalogue }) => [wave.name, link, catalogue])).toEqual([
      ['Đợt tỉnh cũ', 'other-units', oldCatalogue],
      ['Đợt tỉnh mới', 'joined', '2025-07-01'],
    ]);
    // data/published-figures/sipas.csv: decision D17.
    expect(trend.announced.map(({ area, year, percent }) => [area, year, percent])).toEqual([
      ['VN', 2022, '80.08'],
      ['86', 2022, '77.17'],
      ['VN', 2023, '82.66'],
      ['86', 2023, '80.11'],
      ['VN', 2024, '83.94'],
      ['86', 2024, '81.75'],
    ]);
    const blocks = await trendOf(await ask('by=block&figure=service', 'analyst', now));
    expect(blocks.announced.map(({ area, percent }) => [area, percent])).toEqual([['VN', '84.09']]);
  });
});
