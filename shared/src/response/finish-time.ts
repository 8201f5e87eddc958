/** What an envelope says of the moment at which its form was finished. */
export interface FinishClock {
  /** The phone's own clock, which may be years off. */
  readonly wall: string;
  /** Since the phone last had an answer of ours, by its monotonic clock; null after a new start of the app. */
  readonly sinceContactMs: number | null;
}

/** What we knew of the phone when the envelope arrived. */
export interface ArrivalClock {
  readonly enrolledAt: string;
  readonly receivedAt: string;
  /** Our time of the answer that the phone counted from, as R-21 found it. */
  readonly contactAt: string | null;
  /** The phone's clock minus ours, measured at a contact beside this one. */
  readonly clockOffsetMs: number | null;
}

/**
 * How far a time can be trusted: `anchored`, our own time of an answer plus the phone's monotonic clock; `offset`, the
 * phone's clock less what it was found to be off; `claimed`, the phone's clock alone; `implausible`, none of these.
 */
export const timeTrusts = ['anchored', 'offset', 'claimed', 'implausible'] as const;
export type TimeTrust = (typeof timeTrusts)[number];

export interface FinishTime {
  /** By our clock; null where it cannot be told. */
  readonly at: string | null;
  readonly trust: TimeTrust;
}

/** Nobody finishes a form before the phone was handed out or after we have it; a day is left for clocks and zones. */
const toleranceMs = 24 * 60 * 60 * 1000;

/**
 * Answers: when was a form finished, by our clock, and how far can that be trusted?
 * Shape:   clock of the envelope, what was known on arrival → moment and grade: the first of anchored, offset and claimed
 *          that lies between the enrolment and the arrival, a day to either side. Decides about nothing: neither order
 *          nor acceptance nor any export rests on it.
 * Units:   UTC; milliseconds.
 * Missing: `at` is null exactly where the grade is `implausible`.
 * Errors:  throws never, whatever the clocks say.
 * Source:  decision 26.
 * Rule:    R-20
 */
export function finishTime(clock: FinishClock, arrival: ArrivalClock): FinishTime {
  const { enrolledAt, receivedAt, contactAt, clockOffsetMs } = arrival;
  const earliestMs = Date.parse(enrolledAt) - toleranceMs;
  const latestMs = Date.parse(receivedAt) + toleranceMs;
  const graded: readonly (readonly [TimeTrust, number | null])[] = [
    ['anchored', sum(contactAt, clock.sinceContactMs)],
    ['offset', sum(clock.wall, clockOffsetMs === null ? null : -clockOffsetMs)],
    ['claimed', Date.parse(clock.wall)],
  ];
  for (const [trust, ms] of graded)
    if (ms !== null && ms >= earliestMs && ms <= latestMs)
      return { at: new Date(ms).toISOString(), trust };
  return { at: null, trust: 'implausible' };
}

const sum = (moment: string | null, ms: number | null): number | null =>
  moment === null || ms === null ? null : Date.parse(moment) + ms;
