import type { ProblemCode } from '@sipas/shared/problems';

/** Why a line waits for a person: its code, and where exactly (a member or question codes; never an answer). */
export interface LineFault {
  readonly code: ProblemCode;
  readonly detail: string;
}
