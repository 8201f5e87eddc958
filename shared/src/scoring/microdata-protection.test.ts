import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { protectMicrodata, withheldSymbol } from './microdata-protection.ts';

const slots = { profile: [2, 1, 0], others: [3] };

const sizesBy = (rows: readonly string[], keyOf: (row: string) => string): readonly number[] => {
  const sizes = new Map<string, number>();
  for (const row of rows) sizes.set(keyOf(row), (sizes.get(keyOf(row)) ?? 0) + 1);
  return [...sizes.values()];
};

const anyRows = fc.array(
  fc
    .tuple(
      fc.constantFrom('1', '2'),
      fc.constantFrom('1', '2', '3', '-'),
      fc.constantFrom('1', '2', '3', '4'),
      fc.constantFrom('1', '1', '1', '2', 'r'),
      fc.constantFrom('1', '2', '3', '4', '5'),
    )
    .map((row) => row.join('')),
  { maxLength: 80 },
);

describe('rows that leave', () => {
  test('withhold the first of the profile where few share it all, by hand [X-75]', () => {
    // Five alike; three that differ in the last of the profile only; 3 + 5 without it are two groups of their own.
    const rows = ['1111a', '1111b', '1111c', '1111d', '1111e', '2121a', '2131b', '2141c'];

    expect(protectMicrodata(rows, slots, 3)).toEqual([
      ...['1111a', '1111b', '1111c', '1111d', '1111e'],
      ...['21~1a', '21~1b', '21~1c'],
    ]);
  });

  test('take the smallest group with them where too few are left without a profile, by hand [X-75]', () => {
    // One man of another age: without all of it he would stand alone, so the three join him and not the four.
    const rows = ['1111a', '1111b', '1111c', '1111d', '2111a', '2111b', '2111c', '1342a'];

    expect(protectMicrodata(rows, { profile: [2, 1, 0], others: [] }, 3)).toEqual([
      ...['1111a', '1111b', '1111c', '1111d'],
      ...['~~~1a', '~~~1b', '~~~1c', '~~~2a'],
    ]);
  });

  test('bear no combination of the profile that fewer than the least share [X-75]', () => {
    fc.assert(
      fc.property(anyRows, fc.integer({ min: 1, max: 12 }), (rows, least) => {
        const left = protectMicrodata(rows, slots, least);

        expect(left).toHaveLength(rows.length);
        if (rows.length >= least)
          for (const size of sizesBy(left, (row) => row.slice(0, 3)))
            expect(size).toBeGreaterThanOrEqual(least);
      }),
      { numRuns: 2000 },
    );
  });

  test('leave a neighbour who knows a whole profile, or any part of it, at least so many rows [X-75]', () => {
    fc.assert(
      fc.property(anyRows, fc.constantFrom([0], [1], [0, 2], [0, 1, 2]), (rows, known) => {
        const least = 4;
        if (rows.length < least) return;
        const left = protectMicrodata(rows, slots, least);

        for (const person of rows) {
          const fitting = left.filter((row) =>
            known.every((slot) => [person[slot], withheldSymbol].includes(row[slot])),
          );
          expect(fitting.length).toBeGreaterThanOrEqual(least);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('tell of no other answer that few gave it, nor that few lack it [X-75]', () => {
    fc.assert(
      fc.property(anyRows, fc.integer({ min: 1, max: 12 }), (rows, least) => {
        const left = protectMicrodata(rows, slots, least);

        if (rows.length >= least)
          for (const size of sizesBy(left, (row) => row.charAt(3)))
            expect(size).toBeGreaterThanOrEqual(least);
      }),
      { numRuns: 1000 },
    );
  });

  test('keep the answers of the index, whatever order the rows came in [X-75]', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const left = protectMicrodata(rows, slots, 5);
        const index = (all: readonly string[]) => all.map((row) => row.charAt(4)).sort();

        expect(index(left)).toEqual(index(rows));
        expect(protectMicrodata([...rows].reverse(), slots, 5)).toEqual(left);
      }),
    );
  });
});
