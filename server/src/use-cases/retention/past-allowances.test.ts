import { expect, test } from 'vitest';
import { type ClosedWave, pastAllowances } from './past-allowances.ts';

const before = '2026-08-30T00:00:00.000Z';
const old: ClosedWave = { id: 'old', status: 'closed', closedAt: '2026-08-29T23:59:59.999Z' };
const fresh: ClosedWave = { id: 'fresh', status: 'closed', closedAt: before };
const open: ClosedWave = { id: 'open', status: 'open', closedAt: null };
const again: ClosedWave = { id: 'again', status: 'open', closedAt: '2026-01-01T00:00:00.000Z' };
const prepared: ClosedWave = { id: 'prepared', status: 'closed', closedAt: null };

test('signatures of a wave go when it was closed before the moment, and of no other [Y-08]', () => {
  expect(pastAllowances([old, fresh, open, again, prepared], before).waves).toEqual(['old']);
});

test('signatures that name no wave wait for every wave to be over [Y-08]', () => {
  expect(pastAllowances([old, prepared], before).unplacedBefore).toBe(before);
  expect(pastAllowances([], before).unplacedBefore).toBe(before);
  for (const kept of [fresh, open, again])
    expect(pastAllowances([old, kept], before).unplacedBefore).toBeNull();
});
