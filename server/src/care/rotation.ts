import type { BackupNote } from '../ports/index.ts';

const dayMs = 24 * 60 * 60 * 1000;
const allKeptMs = dayMs;
const daysKept = 35;
/** Vietnam has no summer time: its day is always seven hours ahead. */
const vietnamOffsetMs = 7 * 60 * 60 * 1000;

/** Answers: the day in Vietnam on which something happened, as a count of days. */
export const vietnamDay = (instant: string): number =>
  Math.floor((Date.parse(instant) + vietnamOffsetMs) / dayMs);

/**
 * Answers: which backups are let go?
 * Shape:   verified backups in any order → those to delete, oldest first. Kept are all of the last 24 hours, the last of each
 *          day for 35 days, and always the newest. What was deleted in the store is thus gone from backups after 35 days.
 * Units:   days of Vietnam.
 * Source:  decision 0024.
 * Rule:    B-08
 */
export function backupsToDelete<Note extends Pick<BackupNote, 'madeAt'>>(
  notes: readonly Note[],
  now: string,
): readonly Note[] {
  const newestFirst = [...notes].sort((a, b) => (a.madeAt < b.madeAt ? 1 : -1));
  const daysSeen = new Set<number>();
  return newestFirst
    .filter(({ madeAt }, place) => {
      const day = vietnamDay(madeAt);
      const isLastOfDay = !daysSeen.has(day);
      daysSeen.add(day);
      const ageMs = Date.parse(now) - Date.parse(madeAt);
      const isKept = ageMs <= allKeptMs || (isLastOfDay && ageMs <= daysKept * dayMs);
      return place > 0 && !isKept;
    })
    .reverse();
}
