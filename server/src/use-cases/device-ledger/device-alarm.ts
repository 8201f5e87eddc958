import { alarmGrades, alarmReasons } from '@sipas/shared/wire';

type AlarmReason = (typeof alarmReasons)[number];
type AlarmGrade = (typeof alarmGrades)[number];

/** What of a phone the grade rests on. */
export interface WatchedPhone {
  readonly enrolledAt: string;
  readonly lastContactAt: string | null;
  /** Forms that it holds and that are not here; null where it never said. */
  readonly outstanding: number | null;
  /** By the phone's clock. */
  readonly oldestUnsentAt: string | null;
  /** The phone's clock minus ours. */
  readonly clockOffsetMs: number | null;
  /** Numbers that lack and are not written off. */
  readonly openMissing: number;
  /** Numbers that were used twice and are not written off. */
  readonly openForks: number;
  /** It holds a receipt that this life of the store never gave. */
  readonly isForgotten: boolean;
}

const dayMs = 24 * 60 * 60 * 1000;
const warningMs = dayMs;
const alarmMs = 3 * dayMs;

/**
 * Answers: must somebody ask after this phone, and why?
 * Shape:   phone and our time → grade with its reasons, gravest first:
 *
 * | reason        | alarm                                        | warning                  |
 * |---------------|----------------------------------------------|--------------------------|
 * | server-forgot | always                                       |                          |
 * | forks         | a number was used twice, nobody has decided  |                          |
 * | gaps          | more numbers lack than the phone still holds |                          |
 * | unsent        | the oldest form waits for over three days    | over a day               |
 * | silent        | no word for over three days, holding forms   | over a day               |
 *
 * Units:   milliseconds. The age of the oldest form is counted by our clock: what the phone said, less its clock's offset;
 *          never less than the time since its last word, never more than since its enrolment.
 * Missing: a phone that never said anything is silent about nothing.
 * Errors:  throws never.
 * Source:  decision 25.
 * Rule:    P-20
 */
export function deviceAlarm(
  phone: WatchedPhone,
  now: string,
): { readonly grade: AlarmGrade; readonly reasons: readonly AlarmReason[] } {
  const { unsentMs, silentMs } = ages(phone, now);
  const grades: Readonly<Record<AlarmReason, AlarmGrade>> = {
    'server-forgot': phone.isForgotten ? 'alarm' : 'calm',
    forks: phone.openForks > 0 ? 'alarm' : 'calm',
    gaps: phone.openMissing > (phone.outstanding ?? 0) ? 'alarm' : 'calm',
    unsent: gradeOfAge(unsentMs),
    silent: gradeOfAge(silentMs),
  };
  return {
    grade: alarmGrades.find((one) => Object.values(grades).includes(one)) ?? 'calm',
    reasons: alarmReasons.filter((reason) => grades[reason] !== 'calm'),
  };
}

/** Answers: how long has the oldest form waited, by our clock; null where none waits. */
export function unsentAgeMs(phone: WatchedPhone, now: string): number | null {
  const { unsentMs } = ages(phone, now);
  return unsentMs === 0 ? null : unsentMs;
}

function ages(phone: WatchedPhone, now: string) {
  const { outstanding, lastContactAt, oldestUnsentAt, clockOffsetMs, enrolledAt } = phone;
  if (outstanding === null || outstanding === 0 || lastContactAt === null)
    return { unsentMs: 0, silentMs: 0 };
  const nowMs = Date.parse(now);
  const silentMs = nowMs - Date.parse(lastContactAt);
  const toldMs =
    oldestUnsentAt === null ? 0 : nowMs + (clockOffsetMs ?? 0) - Date.parse(oldestUnsentAt);
  const longest = nowMs - Date.parse(enrolledAt);
  return { unsentMs: Math.max(silentMs, Math.min(toldMs, longest)), silentMs };
}

function gradeOfAge(ageMs: number): AlarmGrade {
  if (ageMs > alarmMs) return 'alarm';
  return ageMs > warningMs ? 'warning' : 'calm';
}
