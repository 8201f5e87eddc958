import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'valibot';
import { type PriorityTable, priorityTableSchema } from '@sipas/shared/wire';
import { type PeopleWorld, type Username, code, places } from './people-world.ts';
import { setupSmallCase } from './people-small-case.ts';

let world: PeopleWorld;
beforeAll(async () => {
  world = await setupSmallCase({ minimumBase: 1, minimumCell: 1 });
}, 120_000);
afterAll(() => world.close());

const ask = (query: string, who: Username | null = 'analyst', from = world) =>
  from.ask(who, `/api/v1/waves/${from.waveId}/priorities?${query}`);

const priorities = async (...asked: Parameters<typeof ask>): Promise<PriorityTable> =>
  parse(priorityTableSchema, await (await ask(...asked)).json());

describe('the priorities of a unit', () => {
  test('are its criteria by what they would bring to its index [F-07]', async () => {
    // 29551: t1_1 1/3, the 21 others 2/3, weight 1/22: (2/3) / 22 = 3.0303…, (1/3) / 22 = 1.5151… points. The province:
    // t1_1 4/6, the others 5/6: 33.33 − 66.67 = −33.34 of the printed figures.
    const table = await priorities(`level=commune&unit=${places.longChau}`);

    expect(table.rows).toHaveLength(22);
    expect(table.rows[0]).toEqual({
      unit: places.longChau,
      unitName: 'Phường Long Châu',
      code: 't1_1',
      label: table.rows[0]?.label,
      factor: 'T1',
      ...{ numerator: 1, denominator: 3, valid: 3, percent: '33.33', interval: null },
      // Its answers are of one village.
      intervalStatus: 'insufficient',
      status: 'published',
      weight: { numerator: 1, denominator: 22 },
      ...{ gainPoints: '3.03', gainInterval: null, place: 1 },
      ...{ line: '66.67', gapPoints: '-33.34', standing: 'no-interval' },
    });
    expect(table.rows.slice(1).every((row) => row.gainPoints === '1.52' && row.place === 2)).toBe(
      true,
    );
    // Equal gains stand in the order of their codes.
    expect(table.rows[1]?.code).toBe('t1_2');
    expect(table.units).toHaveLength(124);
    expect(
      table.units.filter(({ status }) => status === 'published').map((one) => one.code),
    ).toEqual([places.benTre, places.longChau, places.other]);
    expect(table.factors[0]).toMatchObject({ code: 'T1' });
  });

  test('take the weights of another scheme [F-07]', async () => {
    // t1_1 is one of four criteria in one of five factors: (2/3) / 20 = 3.333…
    const query = `level=commune&unit=${places.longChau}&scheme=factor_mean&places=1`;
    const [first] = (await priorities(query)).rows;

    expect(first).toMatchObject({
      code: 't1_1',
      weight: { numerator: 1, denominator: 20 },
      gainPoints: '3.33',
    });
  });

  test('are those of the province, without a line beside them, where nothing is asked for [F-07]', async () => {
    // (1 − 4/6) / 22 = 1.5151…
    const { rows, level } = await priorities('');

    expect(level).toBe('province');
    expect(rows[0]).toMatchObject({ unit: '86', code: 't1_1', gainPoints: '1.52', line: null });
  });

  test('are the first of every unit when so many places are asked for [F-07]', async () => {
    const { rows } = await priorities('level=commune&places=1');

    // 28756 and 29590 lack nothing: all of their 22 criteria share the first place with 0.00.
    expect(rows.filter(({ unit }) => unit === places.longChau).map((row) => row.code)).toEqual([
      't1_1',
    ]);
    expect(rows).toHaveLength(1 + 22 + 22);
    expect(rows.at(-1)?.gainPoints).toBe('0.00');
  });

  test('have no order where the base is too small or the gate hides the unit [F-07]', async () => {
    // With two as the least 29590 is too small, and 29551 could be subtracted out of 855.
    const strict = await setupSmallCase({ minimumBase: 2 });

    for (const [unit, status] of [
      [places.other, 'insufficient'],
      [places.longChau, 'suppressed'],
    ] as const) {
      const table = await priorities(`level=commune&unit=${unit}`, 'analyst', strict);
      expect(table.units.find((one) => one.code === unit)?.status).toBe(status);
      expect(table.rows).toHaveLength(22);
      for (const row of table.rows)
        expect(row).toMatchObject({
          ...{ numerator: null, denominator: null, percent: null, interval: null, status },
          ...{ weight: null, gainPoints: null, gainInterval: null, place: null },
          ...{ gapPoints: null, standing: null },
        });
    }
    expect((await priorities('level=commune&places=1', 'analyst', strict)).rows).toHaveLength(22);
    await strict.close();
  });

  test('lie in the areas of the person, and so does the line beside them [P-09]', async () => {
    const own = await priorities('level=commune', 'analyst-commune');
    expect(new Set(own.rows.map(({ unit }) => unit))).toEqual(new Set([places.longChau]));
    expect(own.rows[0]).toMatchObject({ gainPoints: '3.03', line: null, standing: null });

    const foreign = await ask(`level=commune&unit=${places.benTre}`, 'analyst-commune');
    expect([foreign.status, await code(foreign)]).toEqual([404, 'report.unknown-unit']);
  });

  test.each([
    ['level=commune&unit=99999', 404, 'report.unknown-unit'],
    ['level=planet', 400, 'report.unknown-level'],
    ['instrument=other', 400, 'report.unknown-instrument'],
    ['places=0', 400, 'request.malformed'],
    ['scheme=best', 400, 'request.malformed'],
  ])('refuses %s with %i %s', async (query, status, expected) => {
    const answer = await ask(query);

    expect([answer.status, await code(answer)]).toEqual([status, expected]);
  });

  test('are for analysts and administrators', async () => {
    expect((await ask('', null)).status).toBe(401);
    expect((await ask('', 'office')).status).toBe(403);
    expect((await ask('', 'admin')).status).toBe(200);
    const elsewhere = await ask('', 'admin-elsewhere');
    expect([elsewhere.status, await code(elsewhere)]).toEqual([404, 'wave.unknown']);
  });
});

test('the file of priorities has all by which a gain can be computed again [F-08]', async () => {
  const answer = await world.ask(
    'analyst',
    `/api/v1/waves/${world.waveId}/exports/priorities.csv?level=commune&unit=${places.longChau}&places=1&bom=0&decimal=comma&separator=semicolon`,
  );

  expect(answer.headers.get('Content-Disposition')).toBe(
    'attachment; filename="sipas_priorities_dot-thu_chua-chot_transaction-5-factor_commune_29551_criterion-mean.csv"',
  );
  const [header = '', line = '', ...rest] = (await answer.text()).trimEnd().split('\n');
  expect(rest).toEqual([]);
  const cells = line.split(';');
  expect(
    Object.fromEntries(header.split(';').map((name, index) => [name, cells[index]])),
  ).toMatchObject({
    unit_code: '29551',
    place: '1',
    factor: 'T1',
    code: 't1_1',
    percent: '33,33',
    numerator: '1',
    denominator: '3',
    weight_numerator: '1',
    weight_denominator: '22',
    gain_points: '3,03',
    gain_low: '',
    province_percent: '66,67',
    gap_points: '-33,34',
    standing: 'no-interval',
    status: 'published',
  });
});
