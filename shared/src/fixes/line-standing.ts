/** Where a criterion of a unit stands beside the province's figure; see F-02. */
export const lineStandings = ['below', 'above', 'unclear', 'no-interval'] as const;
export type LineStanding = (typeof lineStandings)[number];

/**
 * Answers: is a unit's figure lower than the province's beyond what another draw of villages would bring about?
 * Shape:   the interval of the unit's figure, the province's figure → standing.
 *          | standing      | vi                | when                                                         |
 *          |---------------|-------------------|--------------------------------------------------------------|
 *          | `below`       | rõ ràng thấp hơn  | the whole interval lies below the line                       |
 *          | `above`       | rõ ràng cao hơn   | the whole interval lies above it                             |
 *          | `unclear`     | chưa rõ           | the line lies in the interval, its ends among it             |
 *          | `no-interval` | chưa rõ           | too few villages tell how villages differ                    |
 * Units:   text of percent with two decimals and a point, as the published tables have it.
 * Missing: the line counts as known: the interval of the province, far narrower, is left out.
 * Rule:    F-02
 */
export function standBesideLine(
  interval: { readonly low: string; readonly high: string } | null,
  line: string,
): LineStanding {
  if (interval === null) return 'no-interval';
  if (Number(interval.high) < Number(line)) return 'below';
  return Number(interval.low) > Number(line) ? 'above' : 'unclear';
}
