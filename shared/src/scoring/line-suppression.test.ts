import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hideAlongLines } from './line-suppression.ts';

const hide = (sizes: number[], lines: number[][], withheld: boolean[] = []) =>
  hideAlongLines({ sizes, lines, minimumCell: 10, withheld });

test('shows all groups that are large enough [S-31]', () => {
  expect(hide([10, 50], [[0, 1]])).toEqual([false, false]);
});

test('hides the next smallest group with a small one [S-31]', () => {
  // Total 90 is known: 90 − 50 − 31 would give the 9.
  expect(hide([50, 9, 31], [[0, 1, 2]])).toEqual([false, true, true]);
});

test('hides a third group when two hidden ones are still a small group together [S-31]', () => {
  // 4 + 5 = 9 people: the rest of the total is one group of fewer than 10.
  expect(hide([50, 4, 5, 12], [[0, 1, 2, 3]])).toEqual([false, true, true, true]);
  expect(hide([50, 4, 6, 12], [[0, 1, 2, 3]])).toEqual([false, true, true, false]);
});

test('does not take an empty group for a second one [S-31]', () => {
  expect(hide([50, 0, 9, 31], [[0, 1, 2, 3]])).toEqual([false, true, true, true]);
});

test('leaves the other groups alone when the only hidden one is empty [S-31]', () => {
  expect(hide([50, 0], [[0, 1]])).toEqual([false, true]);
});

test('protects along every line, so that a unit cannot be found from the others either [S-31]', () => {
  // Units: cells (0, 1), (2, 3), (4, 5); each group also sums over the units. 9 in cell 0 hides 1 in its unit; group 0
  // then hides its next smallest, 2 (20 people), group 1 hides 3 (40 people) … each unit has both or none hidden.
  const sizes = [9, 45, 20, 40, 30, 60];
  const lines = [
    [0, 1],
    [2, 3],
    [4, 5],
    [0, 2, 4],
    [1, 3, 5],
  ];

  expect(hide(sizes, lines)).toEqual([true, true, true, true, false, false]);
});

test('covers a cell that is withheld for another reason [S-31]', () => {
  expect(hide([25, 50, 31], [[0, 1, 2]], [true, false, false])).toEqual([true, false, true]);
});

test('never leaves one small group alone in a line, whatever the sizes [S-31]', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.nat({ max: 40 }), { minLength: 3, maxLength: 3 }), {
        minLength: 1,
        maxLength: 6,
      }),
      (table) => {
        const rows = table.map((_, unit) => [0, 1, 2].map((group) => 3 * unit + group));
        const columns = [0, 1, 2].map((group) => table.map((_, unit) => 3 * unit + group));
        const sizes = table.flat();

        const hidden = hide(sizes, [...rows, ...columns]);

        for (const line of [...rows, ...columns]) {
          const covered = line.filter((cell) => hidden[cell] && (sizes[cell] ?? 0) > 0);
          const people = covered.reduce((sum, cell) => sum + (sizes[cell] ?? 0), 0);
          const shown = line.filter((cell) => !hidden[cell]);
          for (const cell of shown) expect(sizes[cell]).toBeGreaterThanOrEqual(10);
          // Unless nothing more can be hidden: no hidden cell, or several with at least ten people.
          if (shown.length > 0 && covered.length > 0) {
            expect(covered.length).toBeGreaterThanOrEqual(2);
            expect(people).toBeGreaterThanOrEqual(10);
          }
        }
      },
    ),
  );
});
