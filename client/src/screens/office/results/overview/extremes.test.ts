import type { ScoreRow } from '@sipas/shared/wire';
import { describe, expect, it } from 'vitest';
import { extremes } from './extremes.ts';

const row = (code: string, percent: string | null) => ({ code, percent }) as ScoreRow;
const codes = (rows: readonly ScoreRow[]) => rows.map(({ code }) => code);

describe('the figures at both ends', () => {
  it('are the highest and the lowest, the most extreme first', () => {
    const rows = [row('a', '70.00'), row('b', '90.00'), row('c', '60.50'), row('d', '100.00')];
    const found = extremes([...rows, row('e', null), row('f', '9.00')], 2);

    expect([codes(found.highest), codes(found.lowest)]).toEqual([
      ['d', 'b'],
      ['f', 'c'],
    ]);
  });

  it('never name one figure twice, and are none where there is none', () => {
    const three = extremes([row('a', '70.00'), row('b', '90.00'), row('c', '80.00')], 3);
    expect([codes(three.highest), codes(three.lowest)]).toEqual([['b'], ['a']]);
    expect(extremes([row('a', null)], 3)).toEqual({ highest: [], lowest: [] });
  });
});
