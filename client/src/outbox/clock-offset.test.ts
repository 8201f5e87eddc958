import { expect, it } from 'vitest';
import { clockOffsetMs } from './clock-offset.ts';

const answered = Date.parse('2026-11-23T08:00:00.000Z');

it.each([
  // The server read 08:00:00.000 half-way through 400 ms: as the answer arrived it was 08:00:00.200 there.
  ['2026-11-23T08:00:00.000Z', 400, 200],
  ['2026-11-23T07:59:59.900Z', 200, 0],
  // 3 h 12 min fast: 192 min = 11,520,000 ms.
  ['2026-11-23T04:48:00.000Z', 0, -11_520_000],
  // Five years slow: 1,826 days (2028 is a leap year) = 157,766,400,000 ms.
  ['2031-11-23T08:00:00.000Z', 0, 157_766_400_000],
])(
  'the server says %s after %i ms: its clock is %i ms ahead [O-23]',
  (serverTime, trip, offset) => {
    expect(clockOffsetMs(serverTime, answered, trip)).toBe(offset);
  },
);
