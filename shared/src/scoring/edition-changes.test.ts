import { expect, it } from 'vitest';
import { compareEditionTables } from './edition-changes.ts';
import type { Published } from './publication.ts';
import type { ScoreTableRow } from './score-table.ts';

const row = (unit: string, figure: Partial<ScoreTableRow>): ScoreTableRow =>
  ({
    ...{ unit, unitName: unit, unitValidFrom: null, unitValidTo: null, group: null },
    ...{ kind: 'overall', code: 'overall', label: 'Chung', numerator: null, denominator: null },
    ...{ interval: null, intervalStatus: 'too-few-clusters', weighted: null, rank: null },
    ...{ valid: 40, percent: null, status: 'published', ...figure },
  }) as ScoreTableRow;
const table = (...rows: ScoreTableRow[]) => rows as unknown as Published<readonly ScoreTableRow[]>;

it('tells the figures that differ, by the printed digits [W-26]', () => {
  // 8,05 − 10,10 = −2,05 and 0,30 − 0,10 = 0,20: in binary neither comes out.
  const before = table(
    row('a', { percent: '10.10' }),
    row('b', { percent: '0.10' }),
    row('c', { percent: '5.00' }),
  );
  const after = table(
    row('a', { percent: '8.05' }),
    row('b', { percent: '0.30' }),
    row('c', { percent: '5.00' }),
  );

  expect(compareEditionTables(before, after).map(({ unit, points }) => [unit, points])).toEqual([
    ['a', '-2.05'],
    ['b', '0.20'],
  ]);
});

it('tells of a figure that one edition withholds why, and nothing of its difference [W-26]', () => {
  const before = table(row('a', { status: 'insufficient', valid: 20 }), row('b', { rank: 2 }));
  const after = table(row('a', { percent: '80.00', valid: 45 }), row('b', { rank: 1 }));

  expect(compareEditionTables(before, after)).toMatchObject([
    {
      unit: 'a',
      before: { percent: null, valid: 20, status: 'insufficient' },
      after: { percent: '80.00', valid: 45, status: 'published' },
      points: null,
    },
    { unit: 'b', before: { rank: 2 }, after: { rank: 1 }, points: null },
  ]);
});
