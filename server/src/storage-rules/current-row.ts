import { type TimeTrust, finishTime } from '@sipas/shared/response';
import type { JudgedLine, ResponseFacts, ResponseState } from '../ports/index.ts';

/** What a stored envelope brings to the narrow row of its response. */
export interface Arrival {
  readonly claim: NonNullable<JudgedLine['claim']>;
  readonly facts: ResponseFacts;
  readonly clock: JudgedLine['clock'];
  readonly receipt: number;
  readonly receivedAt: string;
}

/** The narrow row of a response: the facts of its current revision, whether it counts, and when it was finished. */
export interface CurrentRow extends ResponseFacts {
  readonly responseId: string;
  readonly revision: number;
  readonly receipt: number;
  readonly receivedAt: string;
  readonly correctedAt: string | null;
  readonly timeTrust: TimeTrust;
  readonly state: ResponseState;
}

/** Answers: the row that an envelope makes, in a state that others decide. */
export function rowOf(
  { claim, facts, clock, receipt, receivedAt }: Arrival,
  state: ResponseState,
  enrolledAt: string,
): CurrentRow {
  const { responseId, revision } = claim;
  const { at: correctedAt, trust: timeTrust } = finishTime(
    { wall: facts.finishedAt, sinceContactMs: clock?.sinceContactMs ?? null },
    {
      enrolledAt,
      receivedAt,
      contactAt: clock?.contactAt ?? null,
      clockOffsetMs: clock?.clockOffsetMs ?? null,
    },
  );
  return { ...facts, responseId, revision, receipt, receivedAt, state, correctedAt, timeTrust };
}
