import { expect, it } from 'vitest';
import type { Instant } from '../kernel/index.ts';
import type { IncidentEntry, IncidentFacts } from './incident.ts';
import { judgeEntry } from './judge-entry.ts';
import { countedEntries, standingOf } from './standing.ts';

const day = (time: string) => `2026-11-25T${time}:00.000Z` as Instant;
const facts: IncidentFacts = {
  ...{ noticedAt: day('02:00'), beganAt: null, what: 'Mất một điện thoại', data: [] },
  peopleMost: null,
};
const entry = (
  revision: number,
  step: IncidentEntry['step'],
  more: Partial<IncidentEntry> = {},
): IncidentEntry => ({
  ...{ revision, step, at: day('05:00'), facts: null, doneAt: null, verdict: null },
  ...{ reference: null, corrects: null, note: '', ...more },
});
const opened = entry(1, 'opened', { at: day('03:00'), facts });
const notified = (revision: number, doneAt: string, more: Partial<IncidentEntry> = {}) =>
  entry(revision, 'notified', { doneAt: day(doneAt), reference: '12/BC', ...more });
const assessed = (revision: number, verdict: IncidentEntry['verdict']) =>
  entry(revision, 'assessed', { doneAt: day('04:00'), verdict });

it('counts no entry in whose place another stands, and of corrections the last alone [H-42]', () => {
  const history = [
    opened,
    notified(2, '04:00'),
    notified(3, '04:30', { corrects: 2 }),
    notified(4, '04:20', { corrects: 3 }),
  ];

  expect(countedEntries(history).map(({ revision }) => revision)).toEqual([1, 4]);
  expect(standingOf(history).notifiedAt).toBe(day('04:20'));
});

it('knows what was said last of the facts and the duty, and the first notice [H-43]', () => {
  const more = { ...facts, what: 'Mất hai điện thoại', peopleMost: 40 };
  const history = [
    opened,
    assessed(2, 'no-duty'),
    entry(3, 'facts', { facts: more }),
    notified(4, '04:40'),
    notified(5, '04:10'),
  ];

  expect(standingOf(history)).toEqual({
    ...{ facts: more, notifiedAt: day('04:10'), noDutyAt: day('04:00'), isClosed: false },
  });
  expect(standingOf([...history, assessed(6, 'notify')]).noDutyAt).toBeNull();
  expect(() => standingOf([])).toThrow('no facts');
});

it('is closed only when the authority was told or no notice is due, and then only opened again [H-44]', () => {
  const closed = (revision: number) => entry(revision, 'closed');
  expect(judgeEntry([opened], closed(2))).toBe('not-settled');
  expect(judgeEntry([opened, assessed(2, 'notify')], closed(3))).toBe('not-settled');
  const told = [opened, notified(2, '04:00')];
  expect(judgeEntry(told, closed(3))).toBeNull();
  const ended = [opened, assessed(2, 'no-duty'), closed(3)];
  expect(judgeEntry([opened, assessed(2, 'no-duty')], closed(3))).toBeNull();
  for (const step of [
    'facts',
    'contained',
    'assessed',
    'notified',
    'people-told',
    'closed',
  ] as const)
    expect(judgeEntry(ended, entry(4, step))).toBe('closed');
  const again = [...ended, entry(4, 'reopened')];
  expect(judgeEntry(ended, entry(4, 'reopened'))).toBeNull();
  expect(judgeEntry(again, notified(5, '04:50'))).toBeNull();
  expect(judgeEntry(told, entry(3, 'reopened'))).toBe('step-impossible');
  expect(judgeEntry(told, entry(3, 'opened', { facts }))).toBe('step-impossible');
});

it('lets a correction stand for an entry of its own step that still counts [H-44]', () => {
  const history = [opened, notified(2, '04:00'), notified(3, '04:30', { corrects: 2 })];
  expect(judgeEntry(history, notified(4, '04:20', { corrects: 3 }))).toBeNull();
  expect(judgeEntry(history, notified(4, '04:20', { corrects: 2 }))).toBe('step-impossible');
  expect(judgeEntry(history, notified(4, '04:20', { corrects: 1 }))).toBe('step-impossible');
  expect(judgeEntry(history, notified(4, '04:20', { corrects: 9 }))).toBe('step-impossible');
});

it('takes no moment that cannot have been [H-45]', () => {
  const said = (changes: Partial<IncidentFacts>) =>
    judgeEntry([opened], entry(2, 'facts', { facts: { ...facts, ...changes } }));
  expect(said({ noticedAt: day('01:00'), beganAt: day('01:00') })).toBeNull();
  expect(said({ noticedAt: day('03:00') })).toBeNull();
  // Behind the moment in which it was entered: the clock would begin later.
  expect(said({ noticedAt: day('03:01') })).toBe('times-impossible');
  expect(said({ beganAt: day('02:01') })).toBe('times-impossible');
  expect(judgeEntry([opened], notified(2, '05:01'))).toBe('times-impossible');
  expect(judgeEntry([opened], notified(2, '01:59'))).toBe('times-impossible');
  // A correction of the beginning behind a notice that was given already.
  const told = [opened, notified(2, '02:30')];
  const later = entry(3, 'facts', { facts: { ...facts, noticedAt: day('02:40') } });
  expect(judgeEntry(told, later)).toBe('times-impossible');
});

it('compares moments that were typed by their minutes [H-45]', () => {
  const suspected = entry(1, 'suspected', {
    at: '2026-11-25T03:00:30.000Z' as Instant,
    facts: { ...facts, noticedAt: '2026-11-25T03:00:30.000Z' as Instant },
  });
  expect(judgeEntry([suspected], notified(2, '03:00'))).toBeNull();
});
