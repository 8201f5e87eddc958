import { expect, test } from 'vitest';
import { commentUnits } from './comment-units.ts';

const units = (minimum: number, given: Readonly<Record<string, readonly [string, number]>>) => {
  const found = commentUnits(
    Object.entries(given).map(([commune, [district, responses]]) => ({
      commune,
      district,
      responses,
    })),
    minimum,
  );
  return found && Object.fromEntries(found);
};

test('a commune with enough responses is told, a smaller one by its district, with the next one beside it [T-02]', () => {
  // 9 alone would be what the district has and no commune tells; 10 more make 19.
  expect(units(10, { a: ['D', 9], b: ['D', 10], c: ['D', 30], d: ['E', 12] })).toEqual({
    a: 'district',
    b: 'district',
    c: 'commune',
    d: 'commune',
  });
});

test('several small communes that are enough together need no other [T-02]', () => {
  expect(units(10, { a: ['D', 4], b: ['D', 6], c: ['D', 30] })).toEqual({
    a: 'district',
    b: 'district',
    c: 'commune',
  });
});

test('a district that is too small hides in the province, with the next one beside it [T-02]', () => {
  expect(units(10, { a: ['D', 3], b: ['D', 4], c: ['E', 10], d: ['F', 40] })).toEqual({
    a: 'province',
    b: 'province',
    c: 'province',
    d: 'commune',
  });
});

test('a reader of too few responses is shown nothing; a commune without any is not there [T-02]', () => {
  expect(units(10, { a: ['D', 9] })).toBeNull();
  expect(units(10, {})).toBeNull();
  expect(units(10, { a: ['D', 0], b: ['D', 10] })).toEqual({ b: 'commune' });
  expect(units(0, {})).toEqual({});
});
