import { expect, it } from 'vitest';
import { appointmentSeconds } from './appointment.ts';

it.each([
  // ahead, die, by hand: 60 s × 0.5, 60 s × 1.0, 60 s × 1.25
  [60_000, 0, 30],
  [60_000, 0.5, 60],
  [60_000, 0.75, 75],
  // Never sooner than 2 s, never later than 15 min: the phone believes no more.
  [0, 0.9, 2],
  [2_400_000, 0.5, 900],
])('asks a phone with %i ms of work before it and die %d to come after %i s [A-60]', (...given) => {
  const [aheadMs, share, seconds] = given;

  expect(appointmentSeconds(aheadMs, share)).toBe(seconds);
});
