import { expect, test } from 'vitest';
import { createAttacker } from './attacker.ts';

test('finds what is left of a total', () => {
  const attacker = createAttacker({ truth: [50, 9], known: [[0, 1], [0]] });

  expect(attacker.find([1])).toBe(true);
  expect(attacker.range([1])).toEqual({ low: 9, high: 9 });
});

test('narrows two hidden cells to what they are together', () => {
  const attacker = createAttacker({ truth: [50, 9, 3], known: [[0, 1, 2], [0]] });

  expect(attacker.find([1])).toBe(false);
  expect(attacker.find([1, 2])).toBe(true);
  expect(attacker.range([1])).toEqual({ low: 0, high: 12 });
});

test('finds a cell that no single line tells, from several lines together', () => {
  // Rows (0 1 4) and (2 3 5), columns (0 2), (1 3) and (4 5). The cells 0 to 3 stand in a ring and can move; row 0 less
  // columns 0 and 1 plus row 1 leaves 4 + 5, which is a column, and 4 moves with nothing else once 5 is in print.
  const known = [[0, 1, 4], [2, 3, 5], [0, 2], [1, 3], [5]];
  const attacker = createAttacker({ truth: [3, 20, 30, 8, 7, 40], known });

  expect(attacker.find([4])).toBe(true);
  expect(attacker.find([0])).toBe(false);
  // Cell 0 up takes from 1 and 2 and gives to 3: 3 down to 0, up by 20.
  expect(attacker.range([0])).toEqual({ low: 0, high: 23 });
});
