import { expect, it } from 'vitest';
import { type ArrivalClock, finishTime } from './finish-time.ts';

const day = '2026-11-20';
const enrolledAt = '2026-11-01T01:00:00.000Z';
const receivedAt = `${day}T12:00:00.000Z`;
const known: ArrivalClock = { enrolledAt, receivedAt, contactAt: null, clockOffsetMs: null };
const hour = 3_600_000;
const year = 365 * 24 * hour;

// Each row by hand: the expected moment is on the server's clock.
it.each([
  // A phone nine years behind: the last answer at 8:00, an hour of monotonic time after it.
  [
    'anchored',
    '2017-01-01T00:00:00.000Z',
    hour,
    { contactAt: `${day}T08:00:00.000Z`, clockOffsetMs: -9 * year },
    `${day}T09:00:00.000Z`,
  ],
  // The app was started anew, so only the clock is left: two hours ahead of ours.
  [
    'offset',
    `${day}T11:00:00.000Z`,
    null,
    { contactAt: `${day}T08:00:00.000Z`, clockOffsetMs: 2 * hour },
    `${day}T09:00:00.000Z`,
  ],
  ['claimed', `${day}T09:00:00.000Z`, null, {}, `${day}T09:00:00.000Z`],
  // The clock was set right between finishing and sending: less its offset it lies before the phone was handed out.
  ['claimed', `${day}T09:00:00.000Z`, null, { clockOffsetMs: 9 * year }, `${day}T09:00:00.000Z`],
  // A count that ends years after the arrival is none.
  [
    'claimed',
    `${day}T09:00:00.000Z`,
    3 * year,
    { contactAt: `${day}T08:00:00.000Z` },
    `${day}T09:00:00.000Z`,
  ],
  ['implausible', '2017-01-01T00:00:00.000Z', null, {}, null],
  ['implausible', '2099-12-31T23:59:59.999Z', null, { clockOffsetMs: 0 }, null],
  ['implausible', '1970-01-01T00:00:00.000Z', 5, {}, null],
] as const)('%s: %s, %s ms after a contact [R-20]', (trust, wall, sinceContactMs, more, at) => {
  expect(finishTime({ wall, sinceContactMs }, { ...known, ...more })).toEqual({ at, trust });
});

it('leaves a day before the enrolment and after the arrival, and not a millisecond more [R-20]', () => {
  const trustOf = (wall: string) => finishTime({ wall, sinceContactMs: null }, known).trust;

  expect(trustOf('2026-10-31T01:00:00.000Z')).toBe('claimed');
  expect(trustOf('2026-10-31T00:59:59.999Z')).toBe('implausible');
  expect(trustOf('2026-11-21T12:00:00.000Z')).toBe('claimed');
  expect(trustOf('2026-11-21T12:00:00.001Z')).toBe('implausible');
});

it('throws for no clock that can travel [R-20]', () => {
  for (const wall of ['0000-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z'])
    for (const sinceContactMs of [null, 0, Number.MAX_SAFE_INTEGER])
      expect(
        finishTime(
          { wall, sinceContactMs },
          { ...known, contactAt: receivedAt, clockOffsetMs: Number.MIN_SAFE_INTEGER },
        ).at,
      ).toBe(sinceContactMs === 0 ? receivedAt : null);
});
