import { type Interview, isComplete } from './interview.ts';
import { type Finding, ofResponse } from './signal.ts';

/** Vietnam has one time zone and no summer time. */
const vietnamOffsetHours = 7;
const hourMs = 3_600_000;
const dayHours = 24;
const morningHour = 5;
const nightHour = 21;
/** Where a surveyor stands before a respondent: a household may fill its form at any hour, and paper is keyed at night. */
const faceToFace: readonly string[] = ['interview', 'hand-over'];

/**
 * Answers: which interviews ended at an hour at which nobody is visited?
 * Shape:   interviews → a finding each: local hour of the end, counted on past midnight until 05:00 (01:30 is 25.5).
 *          Raised from 21:00 on, until 05:00.
 * Units:   hours of Vietnam's time, UTC+7; n is 1.
 * Missing: not measured where the time cannot be told, at home and from paper; broken-off interviews have no finding.
 * Errors:  throws never; what is no moment counts as none.
 * Source:  decision: hours at which no household is visited; faults of field work, forms filled at the table at night.
 * Rule:    K-15
 */
export function* findNightWork(interviews: readonly Interview[]): Generator<Finding> {
  for (const { responseId, instrument, mode, finishedAt } of interviews.filter(isComplete)) {
    const about = {
      code: 'response.at-night',
      subject: ofResponse(responseId),
      among: instrument,
      n: 1,
      method: 'hour of the end, UTC+7',
    } as const;
    const ms = finishedAt === null ? NaN : Date.parse(finishedAt);
    if (!faceToFace.includes(mode) || !Number.isFinite(ms)) {
      yield { ...about, n: 0, outcome: 'not-measured' };
      continue;
    }
    const value = hourOfWorkingDay(ms);
    const outcome = value >= nightHour ? 'raised' : 'quiet';
    yield { ...about, value, bound: nightHour, unit: 'h', outcome };
  }
}

function hourOfWorkingDay(ms: number): number {
  const sinceMorning = (ms / hourMs + vietnamOffsetHours - morningHour) % dayHours;
  return morningHour + (sinceMorning < 0 ? sinceMorning + dayHours : sinceMorning);
}
