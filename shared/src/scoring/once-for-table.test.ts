import { expect, test } from 'vitest';
import { onceForTable } from './once-for-table.ts';
import { hideSmallCells } from './suppression.ts';

const table = {
  parents: [-1, 0, 0],
  groupCount: 1,
  sizes: [40, 40, 9, 9, 31, 31],
  withheld: [false, false, false, false, false, false],
  covers: [false, false, false, false, true, false],
  isEmptyOpen: false,
  minimumCell: 10,
};

/** Which decision a table gets: the number of those that were made up to it. */
function setupCounter() {
  let made = 0;
  const decide = (of: Parameters<typeof onceForTable>[0]) =>
    onceForTable(of, () => Object.assign([true, true], { made: ++made }));
  return (of: Parameters<typeof onceForTable>[0]) => (decide(of) as { made?: number }).made;
}

test('decides once over the same table, though it is another object [S-55]', () => {
  const decided = setupCounter();

  expect([decided(table), decided(structuredClone(table))]).toEqual([1, 1]);
});

test('decides anew over a table that differs in anything [S-55]', () => {
  const decided = setupCounter();
  const base = { ...table, minimumCell: 11 };
  const others = [
    base,
    { ...base, parents: [-1, 0, 1] },
    { ...base, groupCount: 2 },
    { ...base, sizes: [40, 40, 9, 9, 3, 131] },
    { ...base, sizes: [40, 40, 10, 9, 31, 31] },
    { ...base, withheld: [false, false, false, false, false, true] },
    { ...base, covers: [false, false, false, true, false, false] },
    { ...base, covers: undefined },
    { ...base, isEmptyOpen: true },
    { ...base, minimumCell: 12 },
  ];

  expect(others.map(decided)).toEqual(others.map((_, index) => index + 1));
});

test('lets the table go that was asked for longest ago [S-55]', () => {
  let made = 0;
  const ask = (minimumCell: number) =>
    onceForTable({ ...table, groupCount: 7, minimumCell }, () => {
      made += 1;
      return Array.from({ length: 150_000 }, () => false);
    });
  for (const minimumCell of [1, 2, 1, 3]) ask(minimumCell);
  expect(made).toBe(3);

  ask(1);
  expect(made).toBe(3);
  ask(2);
  expect(made).toBe(4);
});

test('remembers nothing of a deciding that failed [S-55]', () => {
  const asked = { ...table, groupCount: 9 };
  const fail = () => {
    throw new RangeError('no table');
  };

  expect(() => onceForTable(asked, fail)).toThrow('no table');
  expect(onceForTable(asked, () => [true])).toEqual([true]);
});

test('gives the cells of one table the very same answer twice [S-55]', () => {
  const asked = { ...table, sizes: [49, 49, 9, 9, 40, 40] };

  expect(hideSmallCells(structuredClone(asked))).toBe(hideSmallCells(asked));
});
