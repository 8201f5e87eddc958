import type { PriorityRow } from '../wire/index.ts';
import { joinNames, nameWithin, noBreak, printCount, printDecimal } from './figure-words.ts';

/** Answers: the part that a criterion makes of the index: "1/33"; empty where it is hidden. */
export const printWeight = (weight: PriorityRow['weight']): string =>
  weight === null ? '' : `${printCount(weight.numerator)}/${printCount(weight.denominator)}`;

const gainArithmetic = ({ percent, weight }: Pick<PriorityRow, 'percent' | 'weight'>): string =>
  `(100${noBreak}−${noBreak}${printDecimal(percent ?? '')})${noBreak}× ${printWeight(weight)}`;

/**
 * Answers: with which criterion would a unit gain most, in a sentence with its arithmetic?
 * Shape:   name of the unit, its priorities → "Chỉ số chung của tỉnh … có thể tăng nhiều nhất ở tiêu chí “K”: (100 − 62,40) ×
 *          1/33 = 1,14 điểm." Those alike share the sentence.
 * Missing: hidden criteria are passed over; where all are, or nothing is left to gain, that is told.
 * Rule:    N-22
 */
export function tellFirstPriority(
  unitName: string,
  rows: readonly Pick<PriorityRow, 'label' | 'place' | 'gainPoints' | 'percent' | 'weight'>[],
): string {
  const of = `Chỉ số chung của ${nameWithin(unitName)}`;
  const firsts = rows.filter(({ place }) => place === 1);
  const [first] = firsts;
  if (first === undefined || first.gainPoints === null)
    return `Không xếp được ưu tiên của ${nameWithin(unitName)}: không tiêu chí nào có chỉ số được công bố.`;
  if (first.gainPoints === '0.00')
    return `${of} không còn tăng được ở tiêu chí nào có chỉ số được công bố.`;
  const points = `${printDecimal(first.gainPoints)}${noBreak}điểm`;
  if (firsts.length === 1)
    return `${of} có thể tăng nhiều nhất ở tiêu chí “${first.label}”: ${gainArithmetic(first)} = ${points}.`;
  const names = joinNames(firsts.map(({ label }) => `“${label}”`));
  return `${of} có thể tăng nhiều nhất, cùng ${points}, ở ${String(firsts.length)} tiêu chí: ${names}.`;
}
