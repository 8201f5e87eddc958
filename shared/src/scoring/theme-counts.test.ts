import { expect, test } from 'vitest';
import { type CommentPlace, publishThemeCounts } from './theme-counts.ts';

const place = (district: string, commune: string, responses: number, ...counts: number[]) =>
  ({ units: ['P', district, commune], responses, counts }) satisfies CommentPlace;
const told = (places: readonly CommentPlace[], level: number, units: readonly string[]) =>
  publishThemeCounts({ places, level, units, minimumBase: 30, minimumCell: 10 }).map(
    ({ unit, responses, counts }) => [unit, responses, ...counts],
  );

test('large numbers and zeros are told, small ones are not, nor what they could be subtracted from [T-07]', () => {
  const places = [
    place('D', 'a', 100, 40, 3),
    place('D', 'b', 100, 50, 20),
    place('D', 'c', 100, 60, 0),
    place('E', 'd', 100, 30, 30),
  ];

  // 3 of a is hidden; b would give it away by D less b less c, so b is hidden with it.
  expect(told(places, 2, ['a', 'b', 'c', 'd'])).toEqual([
    ['a', 100, 40, null],
    ['b', 100, 50, null],
    ['c', 100, 60, 0],
    ['d', 100, 30, 30],
  ]);
  expect(told(places, 1, ['D', 'E'])).toEqual([
    ['D', 300, 150, 23],
    ['E', 100, 30, 30],
  ]);
  expect(told(places, 0, ['P'])).toEqual([['P', 400, 180, 53]]);
});

test('a unit below the minimum base tells nothing, and one of fewer than ten hides another with it [T-07]', () => {
  const places = [
    place('D', 'a', 29, 20, 20),
    place('D', 'b', 100, 50, 20),
    place('E', 'c', 9, 9, 9),
    place('E', 'd', 50, 20, 20),
  ];

  expect(told(places, 2, ['a', 'b', 'c', 'd'])).toEqual([
    ['a', 29, null, null],
    ['b', 100, 50, 20],
    ['c', 9, null, null],
    ['d', 50, null, null],
  ]);
});

test('a unit without responses, and a wave without any, tell nothing [T-07]', () => {
  expect(told([place('D', 'a', 40, 12)], 2, ['a', 'x'])).toEqual([
    ['a', 40, 12],
    ['x', 0, null],
  ]);
  expect(told([], 0, ['P'])).toEqual([['P', 0]]);
});
