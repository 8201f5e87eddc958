import { expect, it } from 'vitest';
import { clockError } from './clock-error.ts';

it.each([
  [null, null],
  [0, null],
  [300_000, null],
  [-300_000, null],
  // 5 min and 1 ms
  [300_001, { isFast: false, days: 0, hours: 0, minutes: 5 }],
  // 3 h 12 min = 11,520 s fast
  [-11_520_000, { isFast: true, days: 0, hours: 3, minutes: 12 }],
  // 59 min 45 s rounds up to the hour
  [3_585_000, { isFast: false, days: 0, hours: 1, minutes: 0 }],
  // 1,826 days and 2 h slow
  [1_826 * 86_400_000 + 7_200_000, { isFast: false, days: 1_826, hours: 2, minutes: 0 }],
])('a server %s ms ahead: %o [C-33]', (offsetMs, error) => {
  expect(clockError(offsetMs)).toEqual(error);
});
