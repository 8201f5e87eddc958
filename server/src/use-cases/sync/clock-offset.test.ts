import { expect, it } from 'vitest';
import { clockOffset } from './clock-offset.ts';

it.each([
  // 2026-11-20 to 2026-11-23 is 3 × 86,400,000 ms.
  ['2026-11-23T08:00:00.000Z', 259_200_000],
  ['2026-11-20T07:59:59.999Z', -1],
  ['2026-11-20T08:00:00.000Z', 0],
])(
  'a phone that sends at %s is %i ms ahead of a server at 2026-11-20T08:00 [A-50]',
  (sentAt, ms) => {
    expect(clockOffset(sentAt, '2026-11-20T08:00:00.000Z')).toBe(ms);
  },
);

it.each(['', 'now', '2026-02-30T08:00:00.000Z', '20/11/2026 08:00'])(
  'what is no moment tells nothing of the clock: "%s" [A-50]',
  (sentAt) => {
    expect(clockOffset(sentAt, '2026-11-20T08:00:00.000Z')).toBeNull();
  },
);
