import { describe, expect, it } from 'vitest';
import { sortRows } from './sort-rows.ts';

describe('the order of rows', () => {
  it('follows the Vietnamese alphabet, tones after letters, numbers by size', () => {
    const names = ['Xã Đức Mỹ', 'Xã Duyên Hải', 'Phường 10', 'Phường 2', 'Xã Ân Phú', 'Xã An Bình'];

    // TCVN 6712: a before â, d before đ; "Phường 2" before "Phường 10" as people count.
    expect(sortRows(names, (name) => name, 'ascending')).toEqual([
      'Phường 2',
      'Phường 10',
      'Xã An Bình',
      'Xã Ân Phú',
      'Xã Duyên Hải',
      'Xã Đức Mỹ',
    ]);
  });

  it('puts rows without a value last in both directions', () => {
    const rows = [null, 2, null, 1];

    expect(sortRows(rows, (row) => row, 'ascending')).toEqual([1, 2, null, null]);
    expect(sortRows(rows, (row) => row, 'descending')).toEqual([2, 1, null, null]);
  });

  it('keeps rows of equal value in the order in which they came', () => {
    const rows = [
      { unit: 'a', rank: 2 },
      { unit: 'b', rank: 1 },
      { unit: 'c', rank: 2 },
    ];

    const ascending = sortRows(rows, ({ rank }) => rank, 'ascending').map(({ unit }) => unit);
    const descending = sortRows(rows, ({ rank }) => rank, 'descending').map(({ unit }) => unit);
    expect(ascending).toEqual(['b', 'a', 'c']);
    expect(descending).toEqual(['a', 'c', 'b']);
  });
});
