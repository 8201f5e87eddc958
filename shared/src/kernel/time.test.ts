import { expect, test } from 'vitest';
import { isDay, isInstant } from './time.ts';

test.each(['2026-11-23T07:30:00.000Z', '2024-02-29T23:59:59.999Z', '1970-01-01T00:00:00.000Z'])(
  'takes %s as a moment',
  (text) => {
    expect(isInstant(text)).toBe(true);
  },
);

test.each([
  ['30 February', '2026-02-30T00:00:00.000Z'],
  ['29 February of a common year', '2025-02-29T00:00:00.000Z'],
  ['hour 24', '2026-11-23T24:00:00.000Z'],
  ['no milliseconds', '2026-11-23T07:30:00Z'],
  ['an offset instead of Z', '2026-11-23T07:30:00.000+07:00'],
  ['no zone', '2026-11-23T07:30:00.000'],
  ['a day only', '2026-11-23'],
  ['a number', 1_795_418_400_000],
  ['nothing', null],
])('does not take %s as a moment', (_, text) => {
  expect(isInstant(text)).toBe(false);
});

test('takes real calendar days only', () => {
  expect(isDay('2024-02-29')).toBe(true);
  expect(isDay('2025-02-29')).toBe(false);
  expect(isDay('2025-7-1')).toBe(false);
  expect(isDay('2025-07-01T00:00:00.000Z')).toBe(false);
  expect(isDay(20_250_701)).toBe(false);
});
