import { expect, it } from 'vitest';
import { interview } from '../../test/quality/interviews.ts';
import { findNightWork } from './night-work.ts';

it.each([
  // UTC+7, so 14:00Z is 21:00 and 22:00Z is 05:00 of the next day.
  ['2026-11-02T13:59:59.000Z', 20 + 3599 / 3600, 'quiet'],
  ['2026-11-02T14:00:00.000Z', 21, 'raised'],
  ['2026-11-02T18:30:00.000Z', 25.5, 'raised'],
  ['2026-11-02T21:59:00.000Z', 28 + 59 / 60, 'raised'],
  ['2026-11-02T22:00:00.000Z', 5, 'quiet'],
  ['1969-12-31T17:00:00.000Z', 24, 'raised'],
])('%s is hour %s of the working day: %s [K-15]', (finishedAt, hour, outcome) => {
  const [found] = findNightWork([interview('r', { finishedAt })]);

  expect(found).toMatchObject({ outcome, unit: 'h', bound: 21 });
  expect(found).toMatchObject({ value: expect.closeTo(hour, 6) as number });
});

it.each([
  [{ mode: 'home' }],
  [{ mode: 'paper' }],
  [{ finishedAt: null }],
  [{ finishedAt: 'yesterday' }],
])('%o is not measured [K-15]', (given) => {
  const night = interview('r', { finishedAt: '2026-11-02T18:30:00.000Z', ...given });

  expect([...findNightWork([night])][0]?.outcome).toBe('not-measured');
});
