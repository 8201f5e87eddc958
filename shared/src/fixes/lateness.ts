import type { Day, Instant } from '../kernel/index.ts';

/** How far an action has come: *dự kiến*, *đang làm*, *xong*, *dừng*. Nothing is ever deleted: what is given up stands as stopped. */
export const actionStatuses = ['planned', 'doing', 'done', 'stopped'] as const;
export type ActionStatus = (typeof actionStatuses)[number];

const dayMs = 24 * 60 * 60 * 1000;
const vietnamOffsetMs = 7 * 60 * 60 * 1000;

/** Answers: the day in Vietnam at this moment. */
export const dayInVietnam = (now: Instant): Day =>
  new Date(Date.parse(now) + vietnamOffsetMs).toISOString().slice(0, 10) as Day;

/**
 * Answers: for how many days is an action overdue (*quá hạn*)?
 * Shape:   status, last day, today → whole days; 0 = not overdue. The last day itself is in time.
 * Units:   days of Vietnam.
 * Missing: what is done or stopped is never overdue.
 * Rule:    F-05
 */
export function daysLate(
  { status, dueDay }: { readonly status: ActionStatus; readonly dueDay: string },
  today: string,
): number {
  if (status === 'done' || status === 'stopped') return 0;
  return Math.max(0, Math.round((Date.parse(today) - Date.parse(dueDay)) / dayMs));
}
