import { describe, expect, it } from 'vitest';
import type { BackupNote, DrillNote } from '../ports/index.ts';
import { isBackupDue, isDrillDue, timely } from './due.ts';

const backup = (madeAt: string): BackupNote => ({
  file: `/backups/${madeAt}.sqlite`,
  second: null,
  madeAt,
  incarnation: 'i',
  receipt: 1,
  envelopes: 1,
  bytes: 1,
});
const drill = (at: string, file = 'old'): DrillNote => ({
  at,
  file,
  envelopes: 1,
  differences: 0,
  tookMs: 1,
});

describe('a backup', () => {
  const ask = (change: Partial<Parameters<typeof isBackupDue>[0]>) =>
    isBackupDue({
      now: '2026-11-26T05:00:00.000Z',
      everyMinutes: 60,
      last: backup('2026-11-26T04:00:00.000Z'),
      hasChanged: true,
      enrolledAt: null,
      failedAt: null,
      lacksSecond: false,
      ...change,
    });

  it('is due an hour after the last one where something changed, and at once where there is none [B-09]', () => {
    expect(ask({})).toBe(true);
    expect(ask({ now: '2026-11-26T04:59:59.000Z' })).toBe(false);
    expect(ask({ hasChanged: false })).toBe(false);
    expect(ask({ last: null, hasChanged: false })).toBe(true);
  });

  it('is due a minute after the last one where a phone was enrolled since [B-09]', () => {
    const enrolledAt = '2026-11-26T04:00:30.000Z';
    expect(ask({ enrolledAt, now: '2026-11-26T04:01:00.000Z' })).toBe(true);
    expect(ask({ enrolledAt, now: '2026-11-26T04:00:59.000Z' })).toBe(false);
    expect(ask({ enrolledAt, now: '2026-11-26T04:01:00.000Z', everyMinutes: 0 })).toBe(false);
    const before = '2026-11-26T03:59:59.000Z';
    expect(ask({ enrolledAt: before, now: '2026-11-26T04:01:00.000Z' })).toBe(false);
  });

  it('is tried again five minutes after it failed, whatever the interval [B-09]', () => {
    expect(ask({ failedAt: '2026-11-26T04:55:00.000Z', hasChanged: false })).toBe(true);
    expect(ask({ failedAt: '2026-11-26T04:55:01.000Z' })).toBe(false);
    expect(ask({ failedAt: '2026-11-26T04:59:00.000Z', everyMinutes: 1 })).toBe(true);
  });

  it('is due at once where the last one lacks the second place, and after a failure again in five minutes [B-09]', () => {
    const change = { hasChanged: false, lacksSecond: true };
    expect(ask(change)).toBe(true);
    expect(ask({ ...change, failedAt: '2026-11-26T04:55:01.000Z' })).toBe(false);
    expect(ask({ ...change, failedAt: '2026-11-26T04:55:00.000Z' })).toBe(true);
    expect(ask({ ...change, everyMinutes: 0 })).toBe(false);
  });

  it('does not wait for an old time to come again when the clock was set back [B-09]', () => {
    expect(ask({ last: backup('2031-01-01T00:00:00.000Z') })).toBe(true);
  });

  it('is never due by itself where the interval is 0 [B-09]', () => {
    expect(ask({ everyMinutes: 0, last: null })).toBe(false);
  });
});

describe('a drill', () => {
  const ask = (change: Partial<Parameters<typeof isDrillDue>[0]>) =>
    isDrillDue({
      // Half past two at night in Vietnam.
      now: '2026-11-25T19:30:00.000Z',
      backups: [backup('2026-11-25T19:00:00.000Z')],
      drill: drill('2026-11-24T19:30:00.000Z'),
      failedAt: null,
      ...change,
    });

  it('is due once a night after two in Vietnam [B-10]', () => {
    expect(ask({})).toBe(true);
    expect(ask({ now: '2026-11-25T18:59:00.000Z' })).toBe(false);
    expect(ask({ drill: drill('2026-11-25T19:05:00.000Z') })).toBe(false);
  });

  it('is not due without a backup, nor again for the backup that was drilled [B-10]', () => {
    expect(ask({ backups: [] })).toBe(false);
    expect(
      ask({ drill: drill('2026-11-24T19:30:00.000Z', backup('2026-11-25T19:00:00.000Z').file) }),
    ).toBe(false);
  });

  it('is due by day too after 24 backups [B-10]', () => {
    const hourly = Array.from({ length: 24 }, (_, hour) =>
      backup(new Date(Date.UTC(2026, 10, 26, 20) + (24 - hour) * 3_600_000).toISOString()),
    );
    const given = { now: '2026-11-27T17:30:00.000Z', drill: drill('2026-11-26T19:30:00.000Z') };

    expect(ask({ ...given, backups: hourly })).toBe(true);
    expect(ask({ ...given, backups: hourly.slice(1) })).toBe(false);
  });

  it('is tried again an hour after it failed [B-10]', () => {
    expect(ask({ failedAt: '2026-11-25T18:31:00.000Z' })).toBe(false);
    expect(ask({ failedAt: '2026-11-25T18:30:00.000Z' })).toBe(true);
  });
});

it('what a clock that ran ahead has made is no last backup, nor is its drill the last one [B-30, B-10]', () => {
  const now = '2026-11-26T20:00:00.000Z';
  const [jumped, real] = [backup('2028-01-02T00:00:00.000Z'), backup('2026-11-26T19:00:00.000Z')];
  const soon = backup('2026-11-26T20:09:00.000Z');

  const found = timely([jumped, soon, real], now);
  expect(found).toEqual({ timely: [soon, real], fromFuture: [jumped] });
  // Three at night in Vietnam.
  const asked = { now, backups: [real], failedAt: null };
  expect(isDrillDue({ ...asked, drill: drill('2028-01-02T00:00:00.000Z') })).toBe(true);
  expect(isDrillDue({ ...asked, drill: drill('2026-11-26T19:30:00.000Z') })).toBe(false);
});
