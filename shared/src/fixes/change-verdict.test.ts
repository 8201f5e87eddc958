import { expect, test } from 'vitest';
import { judgeChange } from './change-verdict.ts';

const change = (lowHundredths: number, highHundredths: number, isClear: boolean) =>
  ({
    standing: 'exact',
    pointsHundredths: (lowHundredths + highHundredths) / 2,
    interval: { lowHundredths, highHundredths, isClear },
  }) as const;

test.each([
  [100, 900, true, 'risen'],
  // The lower end is above 0 and prints as 0.00.
  [0, 800, true, 'risen'],
  [-900, -100, true, 'fallen'],
  [-800, 0, true, 'fallen'],
  [-100, 900, false, 'unclear'],
] as const)(
  'reads a change between %i and %i (clear: %s) as %s [F-04]',
  (low, high, clear, verdict) => {
    expect(judgeChange(change(low, high, clear))).toBe(verdict);
  },
);

test('does not tell a rise from chance where nothing tells how far off the change may be [F-04]', () => {
  expect(judgeChange({ standing: 'exact', pointsHundredths: 900, interval: null })).toBe(
    'no-interval',
  );
  expect(judgeChange({ standing: 'approximate', pointsHundredths: 900, interval: null })).toBe(
    'no-interval',
  );
});

test.each(['not-enough-base', 'suppressed', 'not-comparable'] as const)(
  'says of a withheld change why it is: %s [F-04]',
  (standing) => {
    expect(judgeChange({ standing, pointsHundredths: null, interval: null })).toBe(standing);
  },
);
