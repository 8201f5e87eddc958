import { describe, expect, it } from 'vitest';
import { chooseClasses, classOf } from './classes.ts';

describe('the classes of figures', () => {
  it.each([
    // 61 to 88 is 27 points: five classes of 5 from 60 reach 85 only, of 10 they reach 110 and begin at 50.
    [
      [61, 88],
      [50, 60, 70, 80, 90, 100],
    ],
    // 63 to 84: five of 5 from 60 reach 85.
    [
      [63, 84],
      [60, 65, 70, 75, 80, 85],
    ],
    // 81.00 and 81.99 are one point apart and fall into one class of two points.
    [
      [81, 81.99],
      [80, 82, 84, 86, 88, 90],
    ],
    [
      [0, 100],
      [0, 20, 40, 60, 80, 100],
    ],
    // Never past 100.
    [[97], [90, 92, 94, 96, 98, 100]],
    [[100], [90, 92, 94, 96, 98, 100]],
  ])('of %j have the bounds %j [G-01]', (percents, bounds) => {
    expect(chooseClasses(percents)).toEqual(bounds);
  });

  it('are none without a figure [G-01]', () => {
    expect(chooseClasses([])).toBeNull();
  });

  it('hold their lower bound, the last one its upper bound too [G-01]', () => {
    const classes = [60, 65, 70, 75, 80, 85];

    expect([60, 64.99, 65, 79.99, 80, 85].map((percent) => classOf(classes, percent))).toEqual([
      0, 0, 1, 3, 4, 4,
    ]);
  });
});
