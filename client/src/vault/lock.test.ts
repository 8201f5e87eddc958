import { describe, expect, it } from 'vitest';
import { isLocked } from './lock.ts';

describe('the lock of the screens', () => {
  it.each([
    ['within the limit', 1_000, 300_999, false],
    ['at the limit', 1_000, 301_000, true],
    ['after a start without a known touch', null, 5_000, true],
    ['when the clock went back', 9_000, 8_999, true],
  ])('%s [V-05]', (_when, lastActiveMs, nowMs, locked) => {
    expect(isLocked(lastActiveMs, nowMs, 300_000)).toBe(locked);
  });
});
