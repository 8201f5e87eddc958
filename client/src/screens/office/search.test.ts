import { describe, expect, it } from 'vitest';
import { searchRows } from './search.ts';

const places = ['Phường Vĩnh Long', 'Xã Đức Mỹ', 'Xã Hiếu Phụng'];
const find = (search: string): readonly string[] => searchRows(places, search, (place) => place);

describe('the search of a table', () => {
  it('finds with and without accents, đ as d', () => {
    expect(find('vinh long')).toEqual(['Phường Vĩnh Long']);
    expect(find('duc')).toEqual(['Xã Đức Mỹ']);
    expect(find('HIẾU')).toEqual(['Xã Hiếu Phụng']);
  });

  it('wants every word, in any order', () => {
    expect(find('xa my')).toEqual(['Xã Đức Mỹ']);
    expect(find('my xa')).toEqual(['Xã Đức Mỹ']);
    expect(find('xa long')).toEqual([]);
  });

  it('finds everything while nothing was typed', () => {
    expect(find('  ')).toEqual(places);
  });
});
