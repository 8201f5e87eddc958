import { expect, it } from 'vitest';
import { type WatchedPhone, deviceAlarm, unsentAgeMs } from './device-alarm.ts';

const now = '2026-11-20T08:00:00.000Z';
const calm: WatchedPhone = {
  enrolledAt: '2026-11-01T00:00:00.000Z',
  lastContactAt: '2026-11-20T07:00:00.000Z',
  outstanding: 0,
  oldestUnsentAt: null,
  clockOffsetMs: null,
  openMissing: 0,
  openForks: 0,
  isForgotten: false,
};
const days = (count: number, from = now) =>
  new Date(Date.parse(from) - count * 86_400_000).toISOString();
const tenYearsMs = 10 * 365 * 86_400_000;

it.each<[string, Partial<WatchedPhone>, string, readonly string[]]>([
  ['nothing waits', {}, 'calm', []],
  ['it never said anything', { outstanding: null, lastContactAt: null }, 'calm', []],
  ['it holds nothing and is silent for a month', { lastContactAt: days(30) }, 'calm', []],
  [
    'a form waits since this morning',
    { outstanding: 1, openMissing: 1, oldestUnsentAt: days(0.2) },
    'calm',
    [],
  ],
  ['a form waits for just a day', { outstanding: 1, oldestUnsentAt: days(1) }, 'calm', []],
  [
    'a form waits for over a day',
    { outstanding: 1, oldestUnsentAt: days(1.001) },
    'warning',
    ['unsent'],
  ],
  [
    'a form waits for just three days',
    { outstanding: 1, oldestUnsentAt: days(3) },
    'warning',
    ['unsent'],
  ],
  [
    'a form waits for over three days',
    { outstanding: 1, oldestUnsentAt: days(3.001) },
    'alarm',
    ['unsent'],
  ],
  [
    // Said two days ago that the oldest was of two days before: four days by now.
    'it holds forms and is silent for two days',
    { outstanding: 2, oldestUnsentAt: days(4), lastContactAt: days(2) },
    'alarm',
    ['unsent', 'silent'],
  ],
  [
    'it holds forms of a clock that was ahead, and is silent for four days',
    { outstanding: 2, oldestUnsentAt: '2099-01-01T00:00:00.000Z', lastContactAt: days(4) },
    'alarm',
    ['unsent', 'silent'],
  ],
  [
    'its clock is ten years behind and the form is of this morning',
    { outstanding: 1, oldestUnsentAt: days(0.2 + 3650), clockOffsetMs: -tenYearsMs },
    'calm',
    [],
  ],
  [
    'its clock is ten years behind and the form is four days old',
    { outstanding: 1, oldestUnsentAt: days(4 + 3650), clockOffsetMs: -tenYearsMs },
    'alarm',
    ['unsent'],
  ],
  [
    // Enrolled twelve hours ago: no form of it is older, whatever its clock says.
    'its clock is wrong by an unknown time and it was handed out today',
    { outstanding: 1, oldestUnsentAt: '1970-01-01T00:00:00.000Z', enrolledAt: days(0.5) },
    'calm',
    [],
  ],
  ['a number lacks that it does not hold', { openMissing: 1 }, 'alarm', ['gaps']],
  [
    'more lack than it holds',
    { openMissing: 3, outstanding: 2, oldestUnsentAt: now },
    'alarm',
    ['gaps'],
  ],
  [
    'the numbers that lack are those it holds',
    { openMissing: 2, outstanding: 2, oldestUnsentAt: now },
    'calm',
    [],
  ],
  ['a number was used twice', { openForks: 1 }, 'alarm', ['forks']],
  ['we forgot a receipt', { isForgotten: true }, 'alarm', ['server-forgot']],
  [
    'everything at once',
    {
      isForgotten: true,
      openMissing: 9,
      outstanding: 1,
      oldestUnsentAt: days(2),
      lastContactAt: days(2),
    },
    'alarm',
    ['server-forgot', 'gaps', 'unsent', 'silent'],
  ],
])('%s [P-20]', (_what, changes, grade, reasons) => {
  expect(deviceAlarm({ ...calm, ...changes }, now)).toEqual({ grade, reasons });
});

it('tells how long the oldest form has waited by our clock [P-20]', () => {
  const phone = { ...calm, outstanding: 1, clockOffsetMs: 3_600_000 };

  // Ahead by an hour: what it calls 7:00 was 6:00 of ours, two hours ago.
  expect(unsentAgeMs({ ...phone, oldestUnsentAt: '2026-11-20T07:00:00.000Z' }, now)).toBe(
    7_200_000,
  );
  expect(unsentAgeMs(calm, now)).toBeNull();
});
