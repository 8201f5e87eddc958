import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hideSmallCells } from './suppression.ts';

/** The groups that are hidden in one unit without parts. */
const hideInUnit = (sizes: readonly number[]) => hide([-1], [sizes])[0];

/** Hidden groups of units; `parents` says which unit holds which, and a unit has all its groups together. */
function hide(parents: number[], rows: readonly (readonly number[])[]) {
  const groupCount = rows[0]?.length ?? 0;
  const hidden = hideSmallCells({
    parents,
    groupCount,
    sizes: rows.flatMap((row) => [...row, row.reduce((sum, size) => sum + size, 0)]),
    withheld: rows.flatMap((row) => [...row, 0].map(() => false)),
    minimumCell: 10,
  });
  return rows.map((_, row) =>
    hidden.slice(row * (groupCount + 1), row * (groupCount + 1) + groupCount),
  );
}

/** Units, of which those with fewer than 30 responses are small. */
const hideUnits = (parents: number[], sizes: number[]) =>
  hideSmallCells({
    parents,
    groupCount: 0,
    sizes,
    withheld: sizes.map(() => false),
    minimumCell: 30,
  });

test('shows all groups that are large enough [S-08]', () => {
  expect(hideInUnit([10, 50])).toEqual([false, false]);
});

test('hides the next smallest group with a small one [S-08]', () => {
  // Total 90 is known: 90 − 50 − 31 would give the 9.
  expect(hideInUnit([50, 9, 31])).toEqual([false, true, true]);
});

test('hides a third group when two hidden ones are still a small group together [S-08]', () => {
  // 4 + 5 = 9 people: the rest of the total is one group of fewer than 10, and the 4 lie between 0 and 9.
  expect(hideInUnit([50, 4, 5, 12])).toEqual([false, true, true, true]);
  expect(hideInUnit([50, 4, 6, 12])).toEqual([false, true, true, false]);
});

test('does not take an empty group for a second one [S-08]', () => {
  expect(hideInUnit([50, 0, 9, 31])).toEqual([false, true, true, true]);
});

test('leaves the other groups alone when the only hidden one is empty [S-08]', () => {
  expect(hideInUnit([50, 0])).toEqual([false, true]);
});

test('covers a small group in its unit, in the units beside and in the groups beside [S-08]', () => {
  // Province (row 0) and three communes. 9 of the first group in commune 1: the cheapest ring goes over (1, 45), (2, 20) and
  // (2, 40): 45² + 20² + 40²; over commune 3 it would be 45² + 30² + 60², over the province 45² + 59² + 145².
  const sizes = [
    [59, 145],
    [9, 45],
    [20, 40],
    [30, 60],
  ];

  expect(hide([-1, 0, 0, 0], sizes)).toEqual([
    [false, false],
    [true, true],
    [true, true],
    [false, false],
  ]);
});

test('hides a group of a larger unit too when its parts would tell it [S-08]', () => {
  // Province (row 0), districts 1 and 2, each with one commune: what is hidden of a commune is that of its district.
  // Two districts and two communes cost 2 · (50² + 40²) = 8200, the province 59² + 85² = 10706.
  const sizes = [
    [59, 85],
    [9, 45],
    [50, 40],
    [9, 45],
    [50, 40],
  ];

  for (const row of hide([-1, 0, 0, 1, 2], sizes).slice(1)) expect(row).toEqual([true, true]);
});

test('covers a small unit by the smallest beside it, whose own parts are covered as well [S-08]', () => {
  // Province 0; communes 1 (20 people), 2 (90) and 3 (100); villages 4 and 5 of commune 2, both large enough to be shown:
  // together they would tell commune 2, so the smaller is hidden: 90² + 40² = 9700, commune 3 costs 10000.
  expect(hideUnits([-1, 0, 0, 0, 2, 2], [210, 20, 90, 100, 40, 50])).toEqual([
    false,
    true,
    true,
    false,
    true,
    false,
  ]);
});

test('needs no cover where small units cover each other [S-08]', () => {
  expect(hideUnits([-1, 0, 0, 0], [140, 20, 20, 100])).toEqual([false, true, true, false]);
  // 14 + 15 = 29 people are too few together.
  expect(hideUnits([-1, 0, 0, 0], [129, 14, 15, 100])).toEqual([false, true, true, true]);
});

test('covers no unit of a table in which nothing else is told [S-08]', () => {
  expect(hideUnits([-1, -1, -1], [12, 50, 60])).toEqual([true, false, false]);
});

test('hides every group below the bound, whatever the sizes [S-08]', () => {
  const row = fc.array(fc.nat({ max: 40 }), { minLength: 3, maxLength: 3 });
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 6 }), (rows) => {
      const province = [0, 1, 2].map((group) =>
        rows.reduce((sum, sizes) => sum + (sizes[group] ?? 0), 0),
      );
      const table = [province, ...rows];

      const hidden = hide([-1, ...rows.map(() => 0)], table);

      table.forEach((sizes, unit) => {
        sizes.forEach((size, group) => {
          if (size < 10) expect(hidden[unit]?.[group]).toBe(true);
        });
      });
    }),
  );
});
