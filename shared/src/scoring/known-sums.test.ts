import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createReader } from '../../test/scoring/solve-tables.ts';
import { createSumReader } from './known-sums.ts';

test('a cell is known from the rest of its unit', () => {
  const knows = createSumReader({
    parents: [-1],
    cellCount: 3,
    toldOf: () => [
      [1, 1, 1],
      [1, 0, 0],
    ],
  });

  expect(knows(0, [0, 1, 0])).toBe(false);
  expect(knows(0, [0, 1, 1])).toBe(true);
});

test('a part is known from the whole and the other parts', () => {
  const told = [[[1, 0]], [[1, 0]], []];
  const knows = createSumReader({
    parents: [-1, 0, 0],
    cellCount: 2,
    toldOf: (row) => told[row] ?? [],
  });

  expect(knows(2, [1, 0])).toBe(true);
  expect(knows(2, [0, 1])).toBe(false);
});

test('a whole is known when all its parts are', () => {
  const told = [[], [[1, 1]], [[1, 1]]];
  const knows = createSumReader({
    parents: [-1, 0, 0],
    cellCount: 2,
    toldOf: (row) => told[row] ?? [],
  });

  expect(knows(0, [1, 1])).toBe(true);
  expect(knows(0, [1, 0])).toBe(false);
});

test('knows of any tree what one system of all its equations knows', () => {
  const cellCount = 3;
  const sums = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
    [1, 1, 0],
    [0, 1, 1],
    [1, 1, 1],
  ];
  // Each row hangs below an earlier one, or stands at the top; up to nine rows, of each any of the sums told.
  const tree = fc.array(fc.record({ above: fc.nat(), told: fc.subarray(sums, { maxLength: 2 }) }), {
    minLength: 1,
    maxLength: 9,
  });
  fc.assert(
    fc.property(tree, (rows) => {
      const parents = rows.map(({ above }, row) => (above % (row + 1)) - 1);
      const lowest = rows.map((_, row) => !parents.includes(row));
      const leavesOf = (row: number): number[] =>
        lowest[row]
          ? [row]
          : parents.flatMap((parent, part) => (parent === row ? leavesOf(part) : []));
      const unknowns = (row: number, sum: readonly number[]): number[] =>
        leavesOf(row).flatMap((leaf) =>
          sum.flatMap((times, cell) => (times === 1 ? [leaf * cellCount + cell] : [])),
        );
      const reader = createReader(rows.length * cellCount);
      for (const [row, { told }] of rows.entries())
        for (const sum of told) reader.read(unknowns(row, sum));

      const knows = createSumReader({
        parents,
        cellCount,
        toldOf: (row) => rows[row]?.told ?? [],
      });

      for (const row of rows.keys())
        for (const sum of sums)
          expect([row, sum, knows(row, sum)]).toEqual([row, sum, reader.knows(unknowns(row, sum))]);
    }),
    { numRuns: 300 },
  );
});
