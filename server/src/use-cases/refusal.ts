import type { ProblemCode } from '@sipas/shared/problems';

/** An expected refusal of a use case, by its name in the catalogue, and what exactly it concerns where that helps. */
export interface Refusal {
  readonly code: ProblemCode;
  readonly detail?: string;
  /** Where trying again makes sense: not before so many seconds. */
  readonly retryAfterSeconds?: number;
}
