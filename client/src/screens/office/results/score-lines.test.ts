import type { ScoreRow } from '@sipas/shared/wire';
import { describe, expect, it } from 'vitest';
import { percentOf, scoreGrid } from './score-lines.ts';

describe('the wide table of scores', () => {
  it('has one line a unit and one column a content, in the order of the answer', () => {
    const grid = scoreGrid([
      row('86', 'A', '81.00'),
      row('86', 'B', '79.50'),
      row('84', 'A', '70.25'),
    ]);

    expect(grid.contents.map(({ code }) => code)).toEqual(['A', 'B']);
    expect(grid.lines.map(({ unit }) => unit)).toEqual(['86', '84']);
    expect(grid.lines[0]?.cells.get('B')?.percent).toBe('79.50');
    expect(grid.lines[1]?.cells.get('B')).toBeUndefined();
  });

  it('keeps the groups of one unit apart', () => {
    const male = { code: '1', label: 'Nam' };
    const female = { code: '2', label: 'Nữ' };
    const grid = scoreGrid([
      { ...row('86', 'A', '80.00'), group: male },
      { ...row('86', 'A', '82.00'), group: female },
    ]);

    expect(grid.lines.map(({ group }) => group?.label)).toEqual(['Nam', 'Nữ']);
    expect(new Set(grid.lines.map(({ key }) => key)).size).toBe(2);
  });

  it('gives an unpublished figure no value to sort by, and zero its zero', () => {
    expect(percentOf(undefined)).toBeNull();
    expect(percentOf({ ...row('86', 'A', null), status: 'suppressed' })).toBeNull();
    expect(percentOf(row('86', 'A', '0.00'))).toBe(0);
  });
});

function row(unit: string, code: string, percent: string | null): ScoreRow {
  return {
    unit,
    unitName: `Đơn vị ${unit}`,
    unitValidFrom: '2025-07-01',
    unitValidTo: null,
    group: null,
    kind: 'factor',
    code,
    label: `Yếu tố ${code}`,
    numerator: null,
    denominator: null,
    valid: 200,
    percent,
    interval: null,
    intervalStatus: 'insufficient',
    weighted: null,
    rank: null,
    status: 'published',
  };
}
