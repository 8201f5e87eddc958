import { expect, it, vi } from 'vitest';
import { printCount, printMegabytes, printMoment } from './figures.ts';

it('prints counts with a dot between thousands', () => {
  expect([0, 999, 1_000, 1_234_567].map(printCount)).toEqual(['0', '999', '1.000', '1.234.567']);
});

it('prints a moment in the time of the phone', () => {
  // The tests run at UTC+7: 07:05 UTC is 14:05.
  expect(printMoment('2026-11-23T07:05:09.000Z')).toBe('23/11/2026 14:05');
});

it('prints megabytes with a decimal comma', () => {
  expect([12_340_000, 1_234_500_000, 49_000].map(printMegabytes)).toEqual([
    '12,3 MB',
    '1.234,5 MB',
    '0,0 MB',
  ]);
});

it('prints a moment on the clock of the survey, whatever zone the phone is set to', () => {
  vi.stubEnv('TZ', 'America/New_York');
  expect(printMoment('2026-11-23T18:05:09.000Z')).toBe('24/11/2026 01:05');
  vi.unstubAllEnvs();
});
