import type { UnitChange } from '../scoring/index.ts';
import { wordOfChange } from './change-word.ts';

/** What a later wave says of a criterion; see F-04. */
export const changeVerdicts = [
  'risen',
  'fallen',
  'unclear',
  'no-interval',
  'not-enough-base',
  'suppressed',
  'not-comparable',
] as const;
export type ChangeVerdict = (typeof changeVerdicts)[number];

/**
 * Answers: did a criterion of a unit change from one wave to a later one?
 * Shape:   a published change → verdict.
 *          | verdict           | vi                  | when                                                       |
 *          |-------------------|---------------------|------------------------------------------------------------|
 *          | `risen`           | tăng có ý nghĩa     | the whole interval of the change lies above 0              |
 *          | `fallen`          | giảm có ý nghĩa     | the whole interval lies below 0                            |
 *          | `unclear`         | chưa rõ             | 0 lies in the interval                                     |
 *          | `no-interval`     | chưa rõ             | both figures are there, but nothing tells how far off      |
 *          | the others        | không so sánh được … | the standing of the change (S-14), which then has no figure |
 * Source:  decision D11.
 * Rule:    F-04
 */
export function judgeChange({
  standing,
  interval,
  pointsHundredths,
}: Pick<UnitChange, 'standing' | 'interval' | 'pointsHundredths'>): ChangeVerdict {
  if (standing !== 'exact' && standing !== 'approximate') return standing;
  const word = wordOfChange(pointsHundredths, interval);
  if (interval === null || word === null) return 'no-interval';
  return word === 'rise' ? 'risen' : word === 'drop' ? 'fallen' : 'unclear';
}
