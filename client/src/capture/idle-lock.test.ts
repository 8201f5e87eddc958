import { expect, it } from 'vitest';
import { isLockDue } from './idle-lock.ts';

const limit = 300_000;

it('locks after more than the limit without a touch [C-12]', () => {
  expect(isLockDue(1_000_000, 1_000_000 + limit, limit)).toBe(false);
  expect(isLockDue(1_000_000, 1_000_001 + limit, limit)).toBe(true);
});

it('locks when the idle time is not known: no touch on record, or a clock set back [C-12]', () => {
  expect(isLockDue(null, 1_000_000, limit)).toBe(true);
  expect(isLockDue(1_000_000, 900_000, limit)).toBe(true);
});

it('never locks with a limit of zero [C-12]', () => {
  expect(isLockDue(null, 1_000_000, 0)).toBe(false);
});
