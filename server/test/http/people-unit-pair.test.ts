import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { UnitPair } from '@sipas/shared/wire';
import { setupSmallCase } from './people-small-case.ts';
import { type PeopleWorld, type Username, code, places } from './people-world.ts';

/** The small case with a minimum base of 2: Long Châu 65.15 of three forms, Phú Khương 100.00 of two, Thanh Đức one form. */
let world: PeopleWorld;
beforeAll(async () => {
  world = await setupSmallCase({ minimumBase: 2, minimumCell: 1 });
}, 120_000);
afterAll(() => world.close());

const ask = (query: string, who: Username = 'analyst') =>
  world.ask(who, `/api/v1/waves/${world.waveId}/unit-pair?${query}`);
const overall = async (query: string) => {
  const pair = (await (await ask(query)).json()) as UnitPair;
  return { pair, row: pair.rows.find(({ kind }) => kind === 'overall') };
};
const longChau = `level=commune&unit=${places.longChau}`;

describe('units beside each other', () => {
  test('are told with all their figures, the whole first [P-90]', async () => {
    const { pair, row } = await overall(`${longChau}&other=${places.benTre}`);

    expect([pair.first.unit, pair.second]).toMatchObject([
      places.longChau,
      { unit: places.benTre, isRest: false },
    ]);
    expect(row).toMatchObject({
      first: { percent: '65.15', valid: 3 },
      second: { percent: '100.00', valid: 2 },
      points: '-34.85',
      // One village each: nothing tells how villages differ.
      interval: null,
    });
    // 1 index, 1 block, 5 factors, 22 criteria.
    expect(new Set(pair.rows.map(({ kind }) => kind)).size).toBeGreaterThan(2);
    expect(pair.rows.filter(({ kind }) => kind === 'criterion')).toHaveLength(22);
    expect(pair.rows[0]?.kind).toBe('overall');
  });

  test('may be one unit and the rest of the province [P-90]', async () => {
    const { pair, row } = await overall(longChau);

    expect(pair.second).toMatchObject({ unit: '86', isRest: true });
    // The forms of Thanh Đức and Phú Khương: all 5 or 4.
    expect(row).toMatchObject({
      first: { percent: '65.15', valid: 3 },
      second: { percent: '100.00', valid: 3 },
      points: '-34.85',
    });
  });

  test('have no difference where one side is withheld [P-90]', async () => {
    const { row } = await overall(`${longChau}&other=${places.other}`);

    expect(row).toMatchObject({
      second: { percent: null, status: 'insufficient' },
      points: null,
      interval: null,
    });
    const rest = await overall(`level=commune&unit=${places.other}`);
    expect(rest.row).toMatchObject({ first: { percent: null }, second: { percent: null } });
  });

  test('are a file with the same figures [P-92]', async () => {
    const path = `/api/v1/waves/${world.waveId}/exports/unit-pair.csv?${longChau}&bom=0`;
    const answer = await world.ask('analyst', path);

    expect(answer.headers.get('Content-Disposition')).toBe(
      `attachment; filename="sipas_unit-pair_dot-thu_chua-chot_transaction-5-factor_${places.longChau}_rest-of-86.csv"`,
    );
    const { data } = Papa.parse<Record<string, string>>(await answer.text(), { header: true });
    expect(data[0]).toMatchObject({
      ...{ second_unit: '86', second_is_rest: 'true', figure_kind: 'overall' },
      ...{ first_percent: '65.15', second_percent: '100.00', second_valid: '3' },
      ...{ difference_points: '-34.85', difference_is_clear: '' },
    });
  });

  test('are refused in words where there are no two, or not for this person [P-90]', async () => {
    const answers = await Promise.all([
      ask(`${longChau}&other=${places.longChau}`),
      ask('level=province&unit=86'),
      ask('level=commune&unit=nowhere'),
      ask(`${longChau}&other=nowhere`),
      ask(`${longChau}&of=village`),
      ask(longChau, 'analyst-commune'),
      ask(longChau, 'office'),
      ask('level=commune'),
    ]);

    expect(await Promise.all(answers.map(async (one) => [one.status, await code(one)]))).toEqual([
      [422, 'report.no-pair'],
      [422, 'report.no-pair'],
      [404, 'report.unknown-unit'],
      [404, 'report.unknown-unit'],
      [400, 'report.unknown-level'],
      [404, 'report.unknown-unit'],
      [403, 'permission.denied'],
      [400, 'request.malformed'],
    ]);
  });
});
