import { expect, it } from 'vitest';
import shipped from '../../../data/rights/incident-notice.json' with { type: 'json' };
import type { Instant } from '../kernel/index.ts';
import { incidentClock } from './clock.ts';

const noticed = '2026-12-31T03:00:00.000Z' as Instant;
const at = (now: string, more: { notifiedAt?: string; noDutyAt?: string } = {}) =>
  incidentClock(
    shipped,
    {
      noticedAt: noticed,
      notifiedAt: (more.notifiedAt ?? null) as Instant | null,
      noDutyAt: (more.noDutyAt ?? null) as Instant | null,
    },
    now as Instant,
  );
const hours = (count: number) => count * 3_600_000;

it('runs for 72 hours from the moment of noticing, over the new year and a weekend [H-41]', () => {
  // Noticed on Thursday 31 December at 10:00 in Vietnam; Sunday 3 January at 10:00 is the end.
  expect(at(noticed)).toEqual({
    ...{ state: 'running', deadline: '2027-01-03T03:00:00.000Z', leftMs: hours(72) },
  });
  expect(at('2027-01-02T02:59:59.999Z').state).toBe('running');
  expect(at('2027-01-02T03:00:00.000Z')).toMatchObject({ state: 'near', leftMs: hours(24) });
  expect(at('2027-01-02T20:59:59.999Z').state).toBe('near');
  expect(at('2027-01-02T21:00:00.000Z')).toMatchObject({ state: 'pressing', leftMs: hours(6) });
  expect(at('2027-01-03T03:00:00.000Z')).toMatchObject({ state: 'pressing', leftMs: 0 });
  expect(at('2027-01-03T03:00:00.001Z')).toMatchObject({ state: 'overdue', leftMs: -1 });
});

it('is met by a notice in its last instant, missed a moment later, and stays so [H-41]', () => {
  const later = '2027-06-01T00:00:00.000Z';
  expect(at(later, { notifiedAt: '2027-01-03T03:00:00.000Z' })).toMatchObject({
    ...{ state: 'met', leftMs: 0 },
  });
  expect(at(later, { notifiedAt: '2027-01-03T04:00:00.000Z' })).toMatchObject({
    ...{ state: 'missed', leftMs: -hours(1) },
  });
});

it('stands where no notice is due, and a notice that was given all the same counts [H-41]', () => {
  const noDutyAt = '2027-01-01T00:00:00.000Z';
  expect(at('2027-02-01T00:00:00.000Z', { noDutyAt }).state).toBe('no-duty');
  const notifiedAt = '2027-01-02T00:00:00.000Z';
  expect(at('2027-02-01T00:00:00.000Z', { noDutyAt, notifiedAt }).state).toBe('met');
});
