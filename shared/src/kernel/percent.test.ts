import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addFractions,
  meanFraction,
  multiplyFractions,
  percentHundredths,
  printHundredths,
  printPercent,
  reduceFraction,
  roundFraction,
} from './percent.ts';

const share = (numerator: number | bigint, denominator: number | bigint) => ({
  numerator: BigInt(numerator),
  denominator: BigInt(denominator),
});

/**
 * Schoolbook rounding, written apart from the code: cut the percentage after three decimals; the third decides.
 * Works on the magnitude, so that a half goes away from zero.
 */
function roundByHand(numerator: bigint, denominator: bigint): bigint {
  const magnitude = numerator < 0n ? -numerator : numerator;
  const thousandths = (magnitude * 100_000n) / denominator;
  const hundredths = thousandths / 10n + (thousandths % 10n >= 5n ? 1n : 0n);
  return numerator < 0n ? -hundredths : hundredths;
}

test.each([
  // Counts and percentages published for Tiền Giang's survey on new rural areas (65,627 forms).
  // Exact: 99.96495…, 0.03505 (0.0350465), 99.74401…, 0.25599….
  [65_604, 65_627, '99.96'],
  [23, 65_627, '0.04'],
  [65_459, 65_627, '99.74'],
  [168, 65_627, '0.26'],
  [65_627, 65_627, '100.00'],
])('prints the published percentage of %i out of %i [S-01]', (numerator, denominator, percent) => {
  expect(printPercent(share(numerator, denominator))).toBe(percent);
});

test.each([
  // 1/800 = 0.125 % exactly: half goes up, where a binary float of 0.125 … 1.005 may go down.
  [1, 800, '0.13'],
  // 201/20000 = 1.005 % exactly; in binary 1.005 * 100 is 100.49999999999999.
  [201, 20_000, '1.01'],
  // 1/3 = 33.333… and 2/3 = 66.666…
  [1, 3, '33.33'],
  [2, 3, '66.67'],
  // 19999/20000 = 99.995 % exactly: half goes up to the whole.
  [19_999, 20_000, '100.00'],
  [0, 7, '0.00'],
  // −1/800 = −0.125 %: a half goes away from zero, so that +x and −x print alike.
  [-1, 800, '-0.13'],
])('rounds %i out of %i half up on whole numbers [S-01]', (numerator, denominator, percent) => {
  expect(printPercent(share(numerator, denominator))).toBe(percent);
});

test('agrees with schoolbook rounding on any counts [S-01]', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
      fc.bigInt({ min: 1n, max: 10n ** 15n }),
      (numerator, denominator) => {
        fc.pre(numerator < 10n ** 13n * denominator && -numerator < 10n ** 13n * denominator);
        expect(percentHundredths({ numerator, denominator })).toBe(
          Number(roundByHand(numerator, denominator)),
        );
      },
    ),
  );
});

test('agrees with schoolbook rounding on exact halves [S-01]', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 1, max: 1_000 }), (k, m) => {
      // (2k + 1) / 20000 of m / m is k + ½ hundredths of a percent.
      expect(percentHundredths(share((2 * k + 1) * m, 20_000 * m))).toBe(k + 1);
    }),
  );
});

test('refuses to divide by nothing [S-01]', () => {
  expect(() => printPercent(share(1, 0))).toThrow(RangeError);
  expect(() => printPercent(share(1, -5))).toThrow(RangeError);
  expect(() => meanFraction([])).toThrow(RangeError);
});

test('prints hundredths with two decimals and a point', () => {
  expect(printHundredths(8100)).toBe('81.00');
  expect(printHundredths(-5)).toBe('-0.05');
  expect(printHundredths(10_000)).toBe('100.00');
});

test('adds and averages shares without rounding', () => {
  // 1/3 + 1/6 = 1/2; mean of 1/3, 1/6 and 1/2 is 1/3.
  expect(printPercent(addFractions(share(1, 3), share(1, 6)))).toBe('50.00');
  expect(printPercent(meanFraction([share(1, 3), share(1, 6), share(1, 2)]))).toBe('33.33');
});

test.each([
  // Printed figures, before and now, and the printed difference in points.
  ['Vĩnh Long 2022 to 2023', 7717, 8011, '2.94'],
  ['Vĩnh Long 2023 to 2024', 8011, 8175, '1.64'],
  ['the gap of Vĩnh Long to the country in 2024', 8175, 8394, '2.19'],
  ['the country 2022 to 2023', 8008, 8266, '2.58'],
  ['the country 2023 to 2024', 8266, 8394, '1.28'],
  ['Long An 2023 to 2024', 7866, 8271, '4.05'],
  ['Hà Nội 2023 to 2024', 8357, 8650, '2.93'],
  ['Đắk Nông 2023 to 2024', 8121, 8309, '1.88'],
])('%s differs by the published points, taken on printed figures', (_, before, now, points) => {
  expect(printHundredths(now - before)).toBe(points);
});

test('reduces, multiplies and rounds shares exactly [S-01]', () => {
  expect(reduceFraction(share(1500, 4449))).toEqual(share(500, 1483));
  expect(reduceFraction(share(-2, 4))).toEqual(share(-1, 2));
  expect(reduceFraction(share(0, 7))).toEqual(share(0, 1));
  expect(multiplyFractions(share(1, 2), share(2, 3))).toEqual(share(2, 6));
  // 5/2 and −5/2 go away from zero, 7/3 = 2.33… down.
  expect([
    roundFraction(share(5, 2)),
    roundFraction(share(-5, 2)),
    roundFraction(share(7, 3)),
  ]).toEqual([3, -3, 2]);
});
