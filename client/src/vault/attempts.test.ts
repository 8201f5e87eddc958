import { describe, expect, it } from 'vitest';
import { attemptsAfter, attemptsByClock, pinWaitMs } from './attempts.ts';

const at = '2026-11-23T02:00:00.000Z';
const atMs = Date.UTC(2026, 10, 23, 2);

describe('wrong PINs', () => {
  it.each([
    // 30 s · 2^(failures − 5), at most 1800 s.
    [0, 0],
    [4, 0],
    [5, 30],
    [6, 60],
    [7, 120],
    [8, 240],
    [9, 480],
    [10, 960],
    [11, 1800],
    [12, 1800],
    [100_000, 1800],
  ])('%i of them cost a wait of %i s [V-03]', (failures, seconds) => {
    expect(pinWaitMs({ failures, lastFailedAt: at }, atMs)).toBe(seconds * 1000);
  });

  it('cost only what is left of the wait, and nothing once it is over [V-03]', () => {
    const attempts = { failures: 5, lastFailedAt: at };

    expect(pinWaitMs(attempts, atMs + 29_999)).toBe(1);
    expect(pinWaitMs(attempts, atMs + 30_000)).toBe(0);
  });

  it('are counted until a right one comes', () => {
    const wrong = attemptsAfter({ failures: 5, lastFailedAt: null }, false, atMs);

    expect(wrong).toEqual({ failures: 6, lastFailedAt: at });
    expect(attemptsAfter(wrong, true, atMs)).toEqual({ failures: 0, lastFailedAt: null });
  });

  it('do not lock for years when the clock is set back [V-04]', () => {
    const attempts = { failures: 5, lastFailedAt: '2036-11-23T02:00:00.000Z' };
    expect(pinWaitMs(attempts, atMs)).toBe(30_000);

    const settled = attemptsByClock(attempts, atMs);

    expect(settled).toEqual({ failures: 5, lastFailedAt: at });
    expect(pinWaitMs(settled, atMs + 30_000)).toBe(0);
    expect(attemptsByClock(settled, atMs + 1)).toBe(settled);
  });
});
