import type { Answer } from '@sipas/shared/response';
import type { DraftStep } from '../ports/field-shelf.ts';

/** One showing of a step: how long it has been on the screen, and the answer that it had when it came. */
export interface Showing {
  readonly ms: number;
  readonly answerBefore: Answer | undefined;
}

type Timing = NonNullable<DraftStep['timing']>['value'];

/**
 * Answers: what do visits, time and changes of a question come to after one more showing?
 * Shape:   timing so far (undefined: never left), the showing, the answer now → [visits, ms, changes].
 *          The first answer is no change; another answer than the one it came with is one.
 * Units:   visits and changes counted; milliseconds.
 * Rule:    C-06
 */
export function addShowing(
  before: Timing | undefined,
  { ms, answerBefore }: Showing,
  answer: Answer | undefined,
): Timing {
  const [visits, spentMs, changes] = before ?? [0, 0, 0];
  const isChanged = answerBefore !== undefined && !isSameAnswer(answerBefore, answer);
  return [visits + 1, spentMs + ms, changes + Number(isChanged)];
}

function isSameAnswer(a: Answer, b: Answer | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
