import type { Instant } from '../kernel/index.ts';

/** How long the law gives for the notice, and when the clock warns: data, with its source. */
export interface IncidentRules {
  readonly source: string;
  readonly noticeHours: number;
  /** From so many hours before the end it is near. */
  readonly nearHours: number;
  /** From so many hours before the end it presses. */
  readonly pressingHours: number;
}

/** What the clock runs by. */
export interface ClockFacts {
  readonly noticedAt: Instant;
  readonly notifiedAt: Instant | null;
  readonly noDutyAt: Instant | null;
}

export interface IncidentClock {
  /** `met` and `missed`: the notice was given; `no-duty`: none is asked for. In the others the clock runs. */
  readonly state: 'running' | 'near' | 'pressing' | 'overdue' | 'met' | 'missed' | 'no-duty';
  readonly deadline: Instant;
  /** Milliseconds from the notice, or from now while it is due, to the deadline: below zero where that is past. */
  readonly leftMs: number;
}

const hourMs = 60 * 60 * 1000;

/**
 * Answers: until when must the authority be told of an incident, and was it?
 * Shape:   72 hours of the clock from the moment in which it was noticed, over nights, weekends and holidays; the last instant
 *          itself is in time. What was told late stays late. Where no notice is due, only a notice that was given says more.
 * Units:   instants in UTC, shown in Vietnam's time; milliseconds left.
 * Source:  Law 91/2025/QH15, 23; data/rights/incident-notice.json; decision 112.
 * Rule:    H-41
 */
export function incidentClock(
  rules: IncidentRules,
  { noticedAt, notifiedAt, noDutyAt }: ClockFacts,
  now: Instant,
): IncidentClock {
  const end = Date.parse(noticedAt) + rules.noticeHours * hourMs;
  const deadline = new Date(end).toISOString() as Instant;
  const leftMs = end - Date.parse(notifiedAt ?? now);
  if (notifiedAt !== null) return { state: leftMs >= 0 ? 'met' : 'missed', deadline, leftMs };
  if (noDutyAt !== null) return { state: 'no-duty', deadline, leftMs };
  return { state: stateOf(leftMs / hourMs, rules), deadline, leftMs };
}

function stateOf(
  leftHours: number,
  { nearHours, pressingHours }: IncidentRules,
): IncidentClock['state'] {
  if (leftHours < 0) return 'overdue';
  if (leftHours <= pressingHours) return 'pressing';
  return leftHours <= nearHours ? 'near' : 'running';
}

/** Answers: is the authority still to be told? */
export const isDue = ({ notifiedAt, noDutyAt }: Omit<ClockFacts, 'noticedAt'>): boolean =>
  notifiedAt === null && noDutyAt === null;
