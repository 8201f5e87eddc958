import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { betaQuantile, incompleteBeta, logGamma } from './incomplete-beta.ts';
import { tQuantile, twoSidedTail } from './student-t.ts';

// R 4.2.2: qt(1 - (1 - confidence) / 2, df).
it.each([
  [0.95, 1, 12.706204736174694],
  [0.95, 2, 4.3026527297494619],
  [0.95, 17, 2.1098155778333165],
  [0.95, 167.5, 1.9742279451658227],
  [0.95, 5000, 1.9604385517065075],
  [0.99, 12, 3.0545395893929013],
])('t at %f with %f degrees of freedom [E-01]', (confidence, df, wanted) => {
  expect(Math.abs(tQuantile(confidence, df) / wanted - 1)).toBeLessThan(1e-11);
});

// R 4.2.2: 2 * pt(-t, df).
it.each([
  [2.5, 11, 2.9506374087364146e-2],
  [30, 5, 7.7186486204960467e-7],
  [0.1, 1e6, 0.92034434549204325],
])('tail beyond %f with %f degrees of freedom [E-01]', (t, df, wanted) => {
  expect(Math.abs(twoSidedTail(t, df) / wanted - 1)).toBeLessThan(1e-9);
});

// R 4.2.2: qbeta(p, a, b).
it.each([
  [0.025, 2.5, 30.25, 1.3320540344079925e-2],
  [0.975, 1, 100, 3.6216692645176463e-2],
  [0.025, 450.2, 3000.7, 0.11942790310993111],
  [0.975, 0.3, 1e5, 1.9002522387455333e-5],
])('beta quantile %f of %f, %f [E-01]', (probability, a, b, wanted) => {
  expect(Math.abs(betaQuantile(probability, a, b) / wanted - 1)).toBeLessThan(1e-9);
});

test('the gamma function of n + 1 is n! [E-01]', () => {
  expect(Math.exp(logGamma(6))).toBeCloseTo(120, 10);
  expect(Math.exp(logGamma(0.5))).toBeCloseTo(Math.sqrt(Math.PI), 12);
});

test('the ends are ends [E-01]', () => {
  expect(incompleteBeta(0, 2, 3)).toBe(0);
  expect(incompleteBeta(1, 2, 3)).toBe(1);
  expect(betaQuantile(0, 2, 3)).toBe(0);
  expect(betaQuantile(1, 2, 3)).toBe(1);
});

test('a quantile is taken back by its probability [E-01]', () => {
  const confidence = fc.double({ min: 0.5, max: 0.999, noNaN: true });
  const degrees = fc.double({ min: 1, max: 2000, noNaN: true });
  fc.assert(
    fc.property(confidence, degrees, (level, df) => {
      expect(twoSidedTail(tQuantile(level, df), df)).toBeCloseTo(1 - level, 9);
    }),
  );
});
