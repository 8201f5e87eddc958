import { expect, test } from 'vitest';
import { borrowInterval } from './borrowed-interval.ts';
import type { FigureInterval } from './cluster-interval.ts';

const figure = (estimate: number, answers: number, standardError: number): FigureInterval => ({
  ...{ estimate, answers, standardError, interval: [estimate, estimate] },
  ...{ degreesOfFreedom: 3, clusterCount: 4, designEffect: 0.87, effectiveCount: 46.2 },
});
/** Four villages of ten: 30 of 40, as in docs/method.md. */
const wave = figure(0.75, 40, 0.0645497);

test('takes the figure of the unit, and how villages differ from the wave [S-46]', () => {
  // 0.06455² ÷ (0.1875 ÷ 40) = 0.88890; √(0.88890 · 0.09 ÷ 20) = 0.063246; logit 0.9 ± t(3) 3.182446 · 0.063246 ÷ 0.09.
  const found = borrowInterval(figure(0.9, 20, 0.4), wave);

  expect(found?.standardError).toBeCloseTo(0.063246, 6);
  expect(found?.interval[0]).toBeCloseTo(0.490206, 5);
  expect(found?.interval[1]).toBeCloseTo(0.988268, 5);
  expect(found).toMatchObject({ estimate: 0.9, designEffect: null, effectiveCount: null });
});

test('tells nothing of how the villages of the unit differ [S-46]', () => {
  expect(borrowInterval(figure(0.9, 20, 0.4), wave)).toEqual(
    borrowInterval(figure(0.9, 20, 0), wave),
  );
});

test('keeps the interval of a unit where all are satisfied, and has none where all of the wave are [S-46]', () => {
  const all = { ...figure(1, 20, 0), interval: [0.8, 1] as const };

  expect(borrowInterval(all, wave)?.interval).toEqual([0.8, 1]);
  expect(borrowInterval(figure(0.9, 20, 0.1), figure(1, 40, 0))).toBeNull();
});
