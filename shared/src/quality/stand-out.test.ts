import { expect, it } from 'vitest';
import { median, medianDeviation, predictedDeviation, robustSpread } from './stand-out.ts';

it('has the middle value, or the mean of the two', () => {
  expect([median([3, 1, 2]), median([4, 1, 3, 2])]).toEqual([2, 2.5]);
  expect(() => median([])).toThrow(RangeError);
});

it('takes the spread between surveyors as what is left beyond chance, and adds chance at the base of each', () => {
  // Values 1, 2, 3, 4, 100: middle 3, distances 2, 1, 0, 1, 97, their middle 1: (1.482602 · 1)² = 2.198109
  // (R 4.2.2: mad(c(1, 2, 3, 4, 100)) is 1.482600, its constant cut to four decimals), less chance 0.5.
  const figures = [1, 2, 3, 4, 100].map((value) => ({ value, variance: 0.5 }));
  const spread = robustSpread(figures);

  expect(medianDeviation([1, 2, 3, 4, 100])).toBeCloseTo(1.482602, 6);
  expect(spread).toEqual({ middle: 3, between: expect.closeTo(1.698109, 5) as number });
  expect(predictedDeviation({ value: 9, variance: 2 }, spread)).toBeCloseTo(Math.sqrt(3.698109), 5);
});

it('has no spread between surveyors who differ less than chance would have it', () => {
  const figures = [1, 2, 3].map((value) => ({ value, variance: 5 }));

  expect(robustSpread(figures)).toEqual({ middle: 2, between: 0 });
});
