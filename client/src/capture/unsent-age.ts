import type { OutboxItem } from '../ports/field-shelf.ts';

/** What a phone knows of the time. */
export interface PhoneTime {
  /** What its clock says now. */
  readonly wallMs: number;
  /** How far the server's clock was ahead when they last spoke; null: not known. */
  readonly offsetMs: number | null;
  /** What the phone's clock said at that time; null where they never spoke. */
  readonly contactWallMs: number | null;
  /** Monotonic time since, where they spoke in this run of the app. */
  readonly sinceContactMs: number | null;
}

/** A clock is set by a few minutes now and then; beyond that an age below zero tells that it was set wrong. */
const toleranceMs = 10 * 60_000;

/**
 * Answers: how long has this form been waiting?
 * Shape:   form and time → age; null where the clock was set back past the moment at which the form was finished, and
 *          nothing says by how much: then nobody knows.
 *          By the server's clock where it is known for both ends: now is its time at the last contact and what the
 *          monotonic clock counted since, or (after a restart) at least its time then. By the phone's own clock where not.
 * Units:   milliseconds.
 * Errors:  throws never.
 * Source:  fault P16: a clock that is years off loses nothing and is visible.
 * Rule:    C-31
 */
export function unsentAgeMs(
  { finishedAt, clockOffsetMs }: Pick<OutboxItem, 'finishedAt' | 'clockOffsetMs'>,
  { wallMs, offsetMs, contactWallMs, sinceContactMs }: PhoneTime,
): number | null {
  const finishedMs = Date.parse(finishedAt);
  const ageMs =
    offsetMs === null || contactWallMs === null
      ? wallMs - finishedMs
      : serverNowMs(wallMs, offsetMs, contactWallMs, sinceContactMs) -
        (finishedMs + (clockOffsetMs ?? offsetMs));
  return ageMs < -toleranceMs ? null : Math.max(0, ageMs);
}

function serverNowMs(
  wallMs: number,
  offsetMs: number,
  contactWallMs: number,
  sinceContactMs: number | null,
): number {
  if (sinceContactMs !== null) return contactWallMs + offsetMs + sinceContactMs;
  return Math.max(wallMs, contactWallMs) + offsetMs;
}

/** The age of what has waited longest; unknown where no age tells that one is old, and one is not known. */
export interface OldestAge {
  readonly ms: number;
  readonly isUnknown: boolean;
}

/** Answers: how long has the oldest of these waited? An unknown age is told beside the longest that is known. */
export function oldestAge(
  items: readonly Pick<OutboxItem, 'finishedAt' | 'clockOffsetMs'>[],
  time: PhoneTime,
): OldestAge {
  const ages = items.map((item) => unsentAgeMs(item, time));
  const ms = ages.reduce<number>((oldest, age) => Math.max(oldest, age ?? 0), 0);
  return { ms, isUnknown: ages.includes(null) };
}
