/** What may be said of a change: tăng có ý nghĩa, giảm có ý nghĩa, không đổi, chưa rõ, chưa tính được khoảng tin cậy. */
export type ChangeWord = 'rise' | 'drop' | 'same' | 'unclear' | 'untold';

/**
 * Answers: what may be said of a change?
 * Shape:   change of the printed figures, whether its interval leaves out 0 → a word. A rise or a drop is said only where
 *          it does.
 * Missing: null where there is no change to speak of; `untold` where there is no interval.
 * Source:  decision D11.
 * Rule:    F-16
 */
export function wordOfChange(
  change: number | null,
  interval: { readonly isClear: boolean } | null,
): ChangeWord | null {
  if (change === null) return null;
  if (change === 0) return 'same';
  if (interval === null) return 'untold';
  if (!interval.isClear) return 'unclear';
  return change > 0 ? 'rise' : 'drop';
}
