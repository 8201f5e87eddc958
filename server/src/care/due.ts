import type { BackupNote, DrillNote } from '../ports/index.ts';
import { vietnamDay } from './rotation.ts';

const minuteMs = 60 * 1000;
const retryMinutes = 5;
const backupsPerDrill = 24;
/** Two at night in Vietnam, in milliseconds of its day. */
const nightMs = 2 * 60 * minuteMs;
const vietnamOffsetMs = 7 * 60 * minuteMs;

/**
 * Answers: is it time for a backup?
 * Shape:   every so many minutes where something changed since the last one; a minute after the last one where a phone
 *          was enrolled since, because a restored store must know every phone that may send to it again; at once where the
 *          last one lacks the second place; after a failure again in five minutes at the latest. Never by itself where the
 *          interval is 0.
 * Units:   minutes.
 * Rule:    B-09
 */
export function isBackupDue(given: {
  readonly now: string;
  readonly everyMinutes: number;
  readonly last: BackupNote | null;
  readonly hasChanged: boolean;
  /** Of the phone that was enrolled last; null where there is none. */
  readonly enrolledAt: string | null;
  readonly failedAt: string | null;
  /** There is a second place, and the last one does not lie in it. */
  readonly lacksSecond: boolean;
}): boolean {
  const { now, everyMinutes, last, hasChanged, enrolledAt, failedAt } = given;
  if (everyMinutes === 0) return false;
  if (failedAt !== null)
    return minutesBetween(failedAt, now) >= Math.min(retryMinutes, everyMinutes);
  if (last === null || given.lacksSecond) return true;
  const hasNewPhone = enrolledAt !== null && enrolledAt >= last.madeAt;
  return hasChanged && minutesBetween(last.madeAt, now) >= (hasNewPhone ? 1 : everyMinutes);
}

/**
 * Answers: is it time to restore the newest backup in a scratch place?
 * Shape:   once a night after two o'clock in Vietnam, and after 24 backups; never for a backup that was drilled already.
 * Rule:    B-10
 */
export function isDrillDue(given: {
  readonly now: string;
  readonly backups: readonly BackupNote[];
  readonly drill: DrillNote | null;
  readonly failedAt: string | null;
}): boolean {
  const { now, backups, drill, failedAt } = given;
  const newest = backups[0];
  if (newest === undefined) return false;
  if (failedAt !== null && minutesBetween(failedAt, now) < 60) return false;
  // One that was done on a day that has not come, by a clock that ran ahead, was done at no known time.
  if (drill === null || drill.at > now) return isNight(now) || backups.length >= backupsPerDrill;
  if (drill.file === newest.file) return false;
  const since = backups.filter(({ madeAt }) => madeAt > drill.at).length;
  return since >= backupsPerDrill || (isNight(now) && vietnamDay(drill.at) < vietnamDay(now));
}

/**
 * Answers: is it time to remove what is past its time?
 * Shape:   once a day of Vietnam. What was done on a day that has not come, by a clock that ran ahead, was done at no known
 *          time.
 * Source:  decision 111.
 * Rule:    Y-09
 */
export function isRetentionDue({
  now,
  last,
}: {
  readonly now: string;
  readonly last: string | null;
}): boolean {
  return last === null || last > now || vietnamDay(last) < vietnamDay(now);
}

const isNight = (now: string): boolean =>
  (Date.parse(now) + vietnamOffsetMs) % (24 * 60 * minuteMs) >= nightMs;

const toleratedMs = 10 * minuteMs;

/**
 * Answers: which backups were made by a clock that ran far ahead of this one?
 * Shape:   notes → those whose time has come, those whose time has not. The others say nothing of what is due: the last
 *          backup is the last of the first. A few minutes of difference are no jump.
 * Rule:    B-30
 */
export function timely(
  notes: readonly BackupNote[],
  now: string,
): { readonly timely: readonly BackupNote[]; readonly fromFuture: readonly BackupNote[] } {
  const latest = new Date(Date.parse(now) + toleratedMs).toISOString();
  return {
    timely: notes.filter(({ madeAt }) => madeAt <= latest),
    fromFuture: notes.filter(({ madeAt }) => madeAt > latest),
  };
}

/** A clock that was set back makes the time pass, so that nothing waits for the old time to come again. */
const minutesBetween = (from: string, to: string): number => {
  const minutes = (Date.parse(to) - Date.parse(from)) / minuteMs;
  return minutes < 0 ? Number.POSITIVE_INFINITY : minutes;
};
