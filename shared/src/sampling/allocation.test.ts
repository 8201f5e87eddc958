import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type StratumToFill, allocate, allocationMethods } from './allocation.ts';

const stratum = (name: string, size: number, more: Partial<StratumToFill> = {}): StratumToFill => ({
  name,
  size,
  capacity: size,
  ...more,
});

const three = [stratum('a', 600), stratum('b', 300), stratum('c', 100)];

describe('allocate', () => {
  it.each([
    // 12.33 each; 600:300:100 of 37 is 22.2, 11.1, 3.7; roots 24.49:17.32:10 of 37 are 17.49, 12.37, 7.14.
    ['equal', [13, 12, 12]],
    ['proportional', [22, 11, 4]],
    ['square-root', [18, 12, 7]],
  ] as const)('%s: the largest remainder has what is left [M-03]', (method, wanted) => {
    expect(allocate(three, { count: 37, method, minimum: 0 })).toEqual({ ok: true, value: wanted });
  });

  it('follows size times deviation after Neyman [M-03]', () => {
    const strata = [
      stratum('a', 600, { deviation: 2 }),
      stratum('b', 300, { deviation: 4 }),
      stratum('c', 100, { deviation: 10 }),
    ];

    // 1200 : 1200 : 1000 of 34.
    expect(allocate(strata, { count: 34, method: 'neyman', minimum: 0 })).toEqual({
      ok: true,
      value: [12, 12, 10],
    });
  });

  it('gives each its minimum, and shares out the rest among those above it [M-03]', () => {
    // c has 5 instead of 2; 15 are left for 600:300.
    expect(allocate(three, { count: 20, method: 'proportional', minimum: 5 })).toEqual({
      ok: true,
      value: [10, 5, 5],
    });
  });

  it('takes no more than a stratum holds, and what it cannot take goes to the others [M-03]', () => {
    const strata = [
      stratum('a', 600, { capacity: 8 }),
      stratum('b', 300, { capacity: 50 }),
      stratum('c', 100, { capacity: 2 }),
    ];

    // a is full with 8; 300:100 of 12 are 9 and 3, but c holds 2; b has 10.
    expect(allocate(strata, { count: 20, method: 'proportional', minimum: 4 })).toEqual({
      ok: true,
      value: [8, 10, 2],
    });
  });

  it.each([
    [three, 10, 4, 'proportional', 'allocation.minimum-too-large', '12 > 10'],
    [three, 1001, 0, 'proportional', 'allocation.population-too-small', '1000 < 1001'],
    [three, 10, 0, 'neyman', 'allocation.no-deviation', 'a'],
    [[stratum('x', -1)], 1, 0, 'equal', 'allocation.bad-stratum', 'x'],
    [[stratum('x', NaN)], 1, 0, 'equal', 'allocation.bad-stratum', 'x'],
    [[stratum('x', 9, { capacity: 1.5 })], 1, 0, 'equal', 'allocation.bad-stratum', 'x'],
    // What has no size or does not vary gets no more than the minimum.
    [
      [stratum('x', 9, { deviation: 0 })],
      2,
      1,
      'neyman',
      'allocation.population-too-small',
      '1 < 2',
    ],
    [[], 1, 0, 'equal', 'allocation.population-too-small', '0 < 1'],
  ] as const)('refuses %j: %i with at least %i, %s [M-03]', (...given) => {
    const [strata, count, minimum, method, code, detail] = given;

    expect(allocate(strata, { count, method, minimum })).toEqual({
      ok: false,
      error: { code, detail },
    });
  });

  it.each([2.5, NaN, 1_000_001])('a count of %f is a defect [M-03]', (count) => {
    expect(() => allocate(three, { count, method: 'equal', minimum: 0 })).toThrow(RangeError);
  });

  const anyStrata = fc.array(
    fc.record({
      name: fc.string(),
      size: fc.integer({ min: 1, max: 1e6 }),
      capacity: fc.integer({ min: 1, max: 400 }),
      deviation: fc.double({ min: 0.01, max: 100, noNaN: true }),
    }),
    { minLength: 1, maxLength: 30 },
  );

  it('adds up to the count, between minimum and capacity, near the share of each [M-03]', () => {
    fc.assert(
      fc.property(
        anyStrata,
        fc.constantFrom(...allocationMethods),
        fc.nat(5),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (strata, method, minimum, part) => {
          const least = strata.reduce((sum, { capacity }) => sum + Math.min(minimum, capacity), 0);
          const most = strata.reduce((sum, { capacity }) => sum + capacity, 0);
          const count = Math.round(least + part * (most - least));

          const found = allocate(strata, { count, method, minimum });

          if (!found.ok) throw new Error(found.error.code);
          expect(found.value.reduce((sum, own) => sum + own, 0)).toBe(count);
          for (const [place, { capacity }] of strata.entries()) {
            const own = found.value[place]!;
            expect(Number.isInteger(own)).toBe(true);
            expect(own).toBeGreaterThanOrEqual(Math.min(minimum, capacity));
            expect(own).toBeLessThanOrEqual(capacity);
          }
        },
      ),
    );
  });

  it('is less than one unit from the exact share where no bound is in the way [M-03]', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 1e6 }), { minLength: 1, maxLength: 30 }),
        fc.constantFrom('proportional', 'square-root'),
        fc.integer({ min: 0, max: 5000 }),
        (sizes, method, count) => {
          const strata = sizes.map((size) => stratum('', size, { capacity: 5000 }));
          const pulls = method === 'proportional' ? sizes : sizes.map(Math.sqrt);
          const all = pulls.reduce((sum, pull) => sum + pull, 0);

          const found = allocate(strata, { count, method, minimum: 0 });

          if (!found.ok) throw new Error(found.error.code);
          for (const [place, own] of found.value.entries())
            expect(Math.abs(own - (count * pulls[place]!) / all)).toBeLessThan(1);
        },
      ),
    );
  });

  it('gives the same for sizes twice as large [M-03]', () => {
    fc.assert(
      fc.property(anyStrata, fc.constantFrom(...allocationMethods), (strata, method) => {
        const setting = { count: strata.length, method, minimum: 0 };

        const doubled = strata.map((one) => ({ ...one, size: 2 * one.size }));

        expect(allocate(doubled, setting)).toEqual(allocate(strata, setting));
      }),
    );
  });
});
