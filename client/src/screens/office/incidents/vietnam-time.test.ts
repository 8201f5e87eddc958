import type { Instant } from '@sipas/shared/kernel';
import { expect, it } from 'vitest';
import { ofField, toField } from './vietnam-time.ts';

it('reads and shows the time of Vietnam whatever the zone of the machine', () => {
  expect(toField('2026-12-31T17:30:59.999Z' as Instant)).toBe('2027-01-01T00:30');
  expect(ofField('2027-01-01T00:30')).toBe('2026-12-31T17:30:00.000Z');
  expect(ofField('')).toBeNull();
  expect(ofField('2027-02-30')).toBeNull();
});
