import { expect, test } from 'vitest';
import type { Instant } from '../kernel/index.ts';
import { dayInVietnam, daysLate } from './lateness.ts';

test.each([
  ['2026-03-01', '2026-02-28', 1],
  ['2026-02-28', '2026-02-28', 0],
  ['2026-02-28', '2026-03-01', 0],
  // 2028 has a 29 February.
  ['2028-03-01', '2028-02-28', 2],
  ['2027-01-05', '2026-12-31', 5],
])('on %s an action due on %s is %i days late [F-05]', (today, dueDay, days) => {
  expect(daysLate({ status: 'doing', dueDay }, today)).toBe(days);
  expect(daysLate({ status: 'planned', dueDay }, today)).toBe(days);
});

test('what is done or stopped is never late [F-05]', () => {
  expect(daysLate({ status: 'done', dueDay: '2026-01-01' }, '2026-12-31')).toBe(0);
  expect(daysLate({ status: 'stopped', dueDay: '2026-01-01' }, '2026-12-31')).toBe(0);
});

test.each([
  ['2026-11-20T16:59:59.999Z', '2026-11-20'],
  ['2026-11-20T17:00:00.000Z', '2026-11-21'],
  ['2026-12-31T20:00:00.000Z', '2027-01-01'],
])('at %s it is %s in Vietnam [F-05]', (now, day) => {
  expect(dayInVietnam(now as Instant)).toBe(day);
});
