import { expect, it } from 'vitest';
import type { GridRow } from '../score-lines.ts';
import { countFills, fillOf } from './fill.ts';

const classes = [60, 65, 70, 75, 80, 85];
const row = (percent: string | null, status: GridRow['status'] = 'published'): GridRow => ({
  unit: '29551',
  unitName: 'Phường Long Châu',
  group: null,
  code: 'overall',
  label: 'Chỉ số hài lòng chung',
  valid: 200,
  percent,
  interval: null,
  intervalStatus: 'insufficient' as const,
  rank: null,
  status,
});

it.each([
  [row('60.00'), 'c1'],
  [row('74.99'), 'c3'],
  [row('85.00'), 'c5'],
  [row(null, 'insufficient'), 'insufficient'],
  [row(null, 'suppressed'), 'suppressed'],
  [undefined, 'none'],
] as const)('paints %j with %s [G-02]', (given, fill) => {
  expect(fillOf(given, classes)).toBe(fill);
});

it('hatches what is withheld even where no unit has a figure [G-02]', () => {
  expect(fillOf(row(null, 'insufficient'), null)).toBe('insufficient');
});

it('counts what is painted with each', () => {
  expect([...countFills(['c1', 'none', 'c1'])]).toEqual([
    ['c1', 2],
    ['none', 1],
  ]);
});
