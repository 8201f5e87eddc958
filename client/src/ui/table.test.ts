import { describe, expect, it } from 'vitest';
import { nextSort } from './table.ts';

const name = { id: 'name', title: 'Đơn vị' };
const index = { id: 'index', title: 'Chỉ số', firstDirection: 'descending' } as const;

describe('a click on the heading of a column', () => {
  it('sorts names from A and figures from the highest', () => {
    expect(nextSort(null, name)).toEqual({ column: 'name', direction: 'ascending' });
    expect(nextSort(null, index)).toEqual({ column: 'index', direction: 'descending' });
  });

  it('turns the order round the second time, and back the third', () => {
    const first = nextSort(null, index);
    const second = nextSort(first, index);

    expect(second.direction).toBe('ascending');
    expect(nextSort(second, index)).toEqual(first);
  });

  it('starts anew on another column', () => {
    expect(nextSort({ column: 'name', direction: 'ascending' }, index)).toEqual({
      column: 'index',
      direction: 'descending',
    });
  });
});
