import { expect, test } from 'vitest';
import { rankFigures, stepsChanged } from './rank.ts';

test('lets ties share the better place and skips the next [S-06]', () => {
  expect(rankFigures([8100, 8350, 7900, 8100])).toEqual([2, 1, 4, 2]);
});

test('gives no place to a unit without a published figure [S-06]', () => {
  expect(rankFigures([null, 8100, null, 8350])).toEqual([null, 2, null, 1]);
  expect(rankFigures([])).toEqual([]);
});

test.each([
  // Published places: Vĩnh Long 51, 48, 53; Long An 57 to 41; Hà Nội 21 to 11; Đắk Nông 41 to 37.
  [51, 48, 3],
  [48, 53, -5],
  [57, 41, 16],
  [21, 11, 10],
  [41, 37, 4],
])('counts the steps from place %i to place %i as %i [S-06]', (before, now, steps) => {
  expect(stepsChanged(before, now)).toBe(steps);
});

test('counts no steps from or to no place [S-06]', () => {
  expect(stepsChanged(null, 3)).toBeNull();
  expect(stepsChanged(3, null)).toBeNull();
});
