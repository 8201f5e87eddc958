import { expect, it } from 'vitest';
import { finishContact } from './finish-contact.ts';

const day = '2026-11-20';
const at = (time: string) => `${day}T${time}:00.000Z`;
const minute = 60_000;
const receivedAt = at('12:00');
const contact = (time: string, offsetMs: number | null = null) => ({
  at: at(time),
  atMs: Date.parse(at(time)),
  offsetMs,
});
const contacts = ['06:00', '08:00', '11:59'].map((time) => contact(time));
const find = (
  wall: string,
  sinceContactMs: number | null,
  more: Partial<Parameters<typeof finishContact>[1]> = {},
) =>
  finishContact({ wall, sinceContactMs }, { receivedAt, clockOffsetMs: null, contacts, ...more });

it('is the answer that the phone’s clock points at, less its offset [R-21]', () => {
  // An hour after an answer, by a clock two hours ahead: 11:00 is 9:00 of ours, so the answer was that of 8:00.
  expect(find(at('11:00'), 60 * minute, { clockOffsetMs: 120 * minute })).toBe(at('08:00'));
  expect(find(at('09:00'), 60 * minute, { clockOffsetMs: 120 * minute })).toBe(at('06:00'));
});

it('is found by the offset of its own day where the clock was set in between [R-21]', () => {
  const years = 9 * 365 * 24 * 60 * minute;
  const measured = [contact('06:00', -years), ...contacts.slice(1)];
  const wall = new Date(Date.parse(at('07:00')) - years).toISOString();

  expect(find(wall, 60 * minute, { contacts: measured, clockOffsetMs: 0 })).toBe(at('06:00'));
});

it('is the only one that fits, whatever the clock says [R-21]', () => {
  // Three hours after the answer of 6:00 we had answered again, so it was that of 8:00.
  expect(find('1970-01-01T00:00:00.000Z', 3 * 60 * minute)).toBe(at('08:00'));
});

it.each([
  ['the phone counted from none', at('09:00'), null, {}],
  ['we know of no answer', at('09:00'), minute, { contacts: [] }],
  ['none was so long ago', at('09:00'), 7 * 60 * minute, { clockOffsetMs: 0 }],
  [
    'several fit and the clock points at none',
    '2099-01-01T00:00:00.000Z',
    minute,
    { clockOffsetMs: 0 },
  ],
  ['several fit and nothing is known of the clock', at('09:00'), minute, {}],
] as const)('is none where %s [R-21]', (_why, wall, sinceContactMs, more) => {
  expect(find(wall, sinceContactMs, more)).toBeNull();
});

it('bears an answer that took two minutes to arrive, not three [R-21]', () => {
  const only = { contacts: [contact('11:00', 0)] };

  expect(find(at('12:02'), 62 * minute, only)).toBe(at('11:00'));
  expect(find(at('12:03'), 63 * minute, only)).toBeNull();
});
