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
 *          was enrolled since, because a restored store must know every phone that may send to it again; after a failure
 *          again in five minutes at the latest. Never by itself where the interval is 0.
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
}): boolean {
  const { now, everyMinutes, last, hasChanged, enrolledAt, failedAt } = given;
  if (everyMinutes === 0) return false;
  if (failedAt !== null)
    return minutesBetween(failedAt, now) >= Math.min(retryMinutes, everyMinutes);
  if (last === null) return true;
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
  if (drill === null) return isNight(now) || backups.length >= backupsPerDrill;
  if (drill.file === newest.file) return false;
  const since = backups.filter(({ madeAt }) => madeAt > drill.at).length;
  return since >= backupsPerDrill || (isNight(now) && vietnamDay(drill.at) < vietnamDay(now));
}

const isNight = (now: string): boolean =>
  (Date.parse(now) + vietnamOffsetMs) % (24 * 60 * minuteMs) >= nightMs;

/** A clock that was set back makes the time pass, so that nothing waits for the old time to come again. */
const minutesBetween = (from: string, to: string): number => {
  const minutes = (Date.parse(to) - Date.parse(from)) / minuteMs;
  return minutes < 0 ? Number.POSITIVE_INFINITY : minutes;
};
