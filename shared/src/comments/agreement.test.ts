import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { cohenKappa } from './agreement.ts';

const pairs = (both: number, onlyFirst: number, onlySecond: number, neither: number) => [
  ...Array.from({ length: both }, () => [true, true] as const),
  ...Array.from({ length: onlyFirst }, () => [true, false] as const),
  ...Array.from({ length: onlySecond }, () => [false, true] as const),
  ...Array.from({ length: neither }, () => [false, false] as const),
];

test('agreement beyond chance, as tables that are computed by hand have it [T-06]', () => {
  // 50 comments: 20 both, 5 the first alone, 10 the second alone, 15 neither. Same: 35/50 = 0.7. By chance:
  // 25/50 · 30/50 + 25/50 · 20/50 = 0.5. Kappa = (0.7 − 0.5) / (1 − 0.5) = 0.4.
  expect(cohenKappa(pairs(20, 5, 10, 15))).toEqual({
    status: 'measured',
    comments: 50,
    observed: 0.7,
    kappa: 0.4,
  });
  // 100: 45, 15, 25, 15. Same 0.6; by chance 0.6 · 0.7 + 0.4 · 0.3 = 0.54; kappa = 0.06 / 0.46 = 0.1304.
  // 100: 25, 35, 5, 35. Same 0.6; by chance 0.6 · 0.3 + 0.4 · 0.7 = 0.46; kappa = 0.14 / 0.54 = 0.2593.
  expect(cohenKappa(pairs(45, 15, 25, 15))).toMatchObject({
    kappa: expect.closeTo(0.1304, 4) as number,
  });
  expect(cohenKappa(pairs(25, 35, 5, 35))).toMatchObject({
    kappa: expect.closeTo(0.2593, 4) as number,
  });
});

test('full agreement is 1, full disagreement −1 where both give the theme to half [T-06]', () => {
  expect(cohenKappa(pairs(5, 0, 0, 5))).toMatchObject({ kappa: 1, observed: 1 });
  expect(cohenKappa(pairs(0, 5, 5, 0))).toMatchObject({ kappa: -1, observed: 0 });
});

test('what cannot be measured says why, and is no number [T-06]', () => {
  expect(cohenKappa([])).toEqual({ status: 'undefined', reason: 'nothing', comments: 0 });
  expect(cohenKappa(pairs(0, 0, 0, 7))).toEqual({
    status: 'undefined',
    reason: 'no-variation',
    comments: 7,
  });
  expect(cohenKappa(pairs(7, 0, 0, 0))).toMatchObject({ reason: 'no-variation' });
  // One of them gave it to all: chance explains all that they agree on.
  expect(cohenKappa(pairs(3, 4, 0, 0))).toMatchObject({ status: 'measured', kappa: 0 });
});

test('it never leaves −1 to 1, and does not care who is named first [T-06]', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.boolean(), fc.boolean()), { maxLength: 60 }), (given) => {
      const found = cohenKappa(given);
      expect(cohenKappa(given.map(([a, b]) => [b, a] as const))).toEqual(found);
      if (found.status === 'undefined') return;
      expect(found.kappa).toBeGreaterThanOrEqual(-1);
      expect(found.kappa).toBeLessThanOrEqual(1);
    }),
  );
});
