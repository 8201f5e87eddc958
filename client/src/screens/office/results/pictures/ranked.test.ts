import { describe, expect, it } from 'vitest';
import { type GridRow, scoreGrid } from '../score-lines.ts';
import { rankBars } from './ranked.ts';

const row = (unit: string, percent: string | null, group: string | null = null): GridRow => ({
  unit,
  unitName: `Xã ${unit}`,
  group: group === null ? null : { code: group, label: group },
  code: 'overall',
  label: 'Chỉ số',
  valid: 40,
  percent,
  intervalStatus: 'published' as const,
  interval:
    percent === null
      ? null
      : {
          low: '70.50',
          high: '90.25',
          standardErrorPoints: '5.000',
          clusters: 4,
          designEffect: null,
          effectiveN: null,
        },
  rank: null,
  status: percent === null ? 'insufficient' : 'published',
});

describe('ranked bars', () => {
  it('stand in the order of their figures, those without one last [G-03]', () => {
    const { lines } = scoreGrid([
      row('1', null),
      row('2', '62.50'),
      row('3', '81.00'),
      row('4', '81.00'),
    ]);

    const bars = rankBars(lines, { code: 'overall', group: null });

    expect(bars.map(({ name, share, reach }) => [name, share, reach])).toEqual([
      ['Xã 3', 0.81, [0.705, 0.9025]],
      ['Xã 4', 0.81, [0.705, 0.9025]],
      ['Xã 2', 0.625, [0.705, 0.9025]],
      ['Xã 1', null, null],
    ]);
  });

  it('are those of one group of people where a table is divided [G-03]', () => {
    const { lines } = scoreGrid([row('1', '70.00', 'nam'), row('1', '80.00', 'nu')]);

    expect(rankBars(lines, { code: 'overall', group: 'nu' }).map(({ share }) => share)).toEqual([
      0.8,
    ]);
    expect(rankBars(lines, { code: 'other', group: 'nu' })).toEqual([]);
  });
});
