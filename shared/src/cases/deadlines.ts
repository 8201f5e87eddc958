import type { Day } from '../kernel/index.ts';
import { type CaseKind, type CaseState, hasEnded } from './case.ts';

/** How long the law gives: data, with its source. */
export interface CaseDeadlineRules {
  readonly source: string;
  readonly answerWorkingDays: number;
  readonly finishDays: Readonly<Record<CaseKind, number>>;
  /** Added once, when the person was told why. */
  readonly extensionDays: number;
}

export interface CaseDeadlines {
  /** The last day on which the person must have an answer. */
  readonly answerBy: Day;
  /** The last day on which what was asked must be done, or refused. */
  readonly finishBy: Day;
}

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Answers: until when must a request be answered, and until when be done?
 * Shape:   the day on which it came, in Vietnam → the last days; the day itself is not counted.
 * Units:   working days from Monday to Friday. Public holidays are counted as working days, so that no day is told too late.
 * Source:  data/rights/case-deadlines.json; Law 91/2025/QH15; Decree 356/2025/NĐ-CP.
 * Rule:    H-02
 */
export function caseDeadlines(
  rules: CaseDeadlineRules,
  asked: { readonly kind: CaseKind; readonly receivedDay: Day; readonly isExtended: boolean },
): CaseDeadlines {
  const days = rules.finishDays[asked.kind] + (asked.isExtended ? rules.extensionDays : 0);
  return {
    answerBy: afterWorkingDays(asked.receivedDay, rules.answerWorkingDays),
    finishBy: dayAfter(asked.receivedDay, days),
  };
}

const dayAfter = (day: Day, days: number): Day =>
  new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10) as Day;

function afterWorkingDays(from: Day, days: number): Day {
  let day = from;
  for (let left = days; left > 0;) {
    day = dayAfter(day, 1);
    const weekday = new Date(day).getUTCDay();
    if (weekday !== 0 && weekday !== 6) left--;
  }
  return day;
}

/** What is late, and for how many days. */
export interface CaseLateness {
  readonly what: 'answer' | 'finish';
  readonly days: number;
}

/**
 * Answers: is a case overdue?
 * Shape:   state, deadlines, today in Vietnam → what is late the longest; null where nothing is. What was answered can be late
 *          only in being done, and what has ended not at all. The last day itself is in time.
 * Units:   days of the calendar.
 * Source:  Decree 356/2025/NĐ-CP.
 * Rule:    H-03
 */
export function caseLateness(
  state: CaseState,
  { answerBy, finishBy }: CaseDeadlines,
  today: Day,
): CaseLateness | null {
  if (hasEnded(state)) return null;
  const [answer, finish] = [answerBy, finishBy].map((day) => daysBetween(day, today)) as [
    number,
    number,
  ];
  if (state === 'received' && answer > 0) return { what: 'answer', days: answer };
  return finish > 0 ? { what: 'finish', days: finish } : null;
}

const daysBetween = (from: Day, to: Day): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / dayMs);
