import { wordOfChange } from '../fixes/index.ts';
import type { ChangeRow, ChangeTable } from '../wire/index.ts';
import { noBreak, printCount, printPercentage } from './figure-words.ts';
import { printedDifference, signedPoints, tellPoints } from './points.ts';

type Comparison = Pick<ChangeTable, 'before' | 'after' | 'minimumOverlapPercent'>;

/** Answers: the verdict on a change in a few words, for a cell of a table. */
export function changeVerdict(row: ChangeRow): string {
  const { before, after, interval, standing } = row;
  if (before.percent === null || after.percent === null) return standingWords[standing];
  const roughly = standing === 'approximate' ? ' (gần đúng)' : '';
  const word = wordOfChange(printedDifference(before.percent, after.percent), interval);
  if (word === 'same') return `không đổi${roughly}`;
  if (word === 'untold') return `chưa tính được khoảng tin cậy${roughly}`;
  if (word === 'unclear') return 'chưa rõ tăng hay giảm';
  return `${word === 'rise' ? 'tăng' : 'giảm'} có ý nghĩa`;
}

const standingWords: Readonly<Record<ChangeRow['standing'], string>> = {
  exact: 'không so sánh được',
  approximate: 'không so sánh được',
  'not-enough-base': 'không đủ mẫu',
  suppressed: 'được ẩn',
  'not-comparable': 'không so sánh được',
};

/**
 * Answers: what became of a figure between two waves, as the end of a sentence whose beginning names it.
 * Shape:   "tăng 2,94 điểm % so với đợt “…” (từ 77,17 % lên 80,11 %; …), tăng có ý nghĩa"; "giảm …"; "không đổi …";
 *          "… chưa rõ tăng hay giảm" where 0 lies within the interval of the change.
 * Missing: where a figure is withheld, that no change can be told, of which wave, and why.
 * Source:  decision 60.
 * Rule:    N-04
 */
export function tellChange(row: ChangeRow, table: Comparison): string {
  const { before, after, interval, standing } = row;
  const earlier = `đợt “${table.before.name}”`;
  if (before.percent === null || after.percent === null)
    return before.percent === null
      ? tellMissing(before, table.before, table)
      : tellMissing(after, table.after, table);
  const change = printedDifference(before.percent, after.percent);
  const roughly = standing === 'approximate' ? '; gần đúng, vì có xã bị chia theo số hộ' : '';
  if (change === 0)
    return `không đổi so với ${earlier} (cùng ${printPercentage(after.percent)}${roughly})`;
  const word = change > 0 ? 'tăng' : 'giảm';
  const path = `từ ${printPercentage(before.percent)} ${change > 0 ? 'lên' : 'xuống'} ${printPercentage(after.percent)}`;
  const between = interval === null ? '' : `; ${tellInterval(interval)}`;
  return `${word} ${tellPoints(change)} so với ${earlier} (${path}${between}${roughly}), ${changeVerdict({ ...row, standing: 'exact' })}`;
}

const tellInterval = ({ low, high }: { readonly low: string; readonly high: string }): string =>
  `khoảng tin cậy 95${noBreak}% của thay đổi: ${signed(low)} đến ${signed(high)} điểm${noBreak}%`;

const signed = (points: string): string => signedPoints(printedDifference('0.00', points));

function tellMissing(
  side: ChangeRow['before'],
  wave: Comparison['before'],
  { minimumOverlapPercent }: Comparison,
): string {
  const which = `đợt “${wave.name}”`;
  const base = `n${noBreak}=${noBreak}${printCount(side.valid)}`;
  switch (side.standing) {
    case 'not-comparable':
      return `không so sánh được, vì ${which} khảo sát nơi có dưới ${String(minimumOverlapPercent)}${noBreak}% số hộ của đơn vị`;
    case 'suppressed':
      return `không nêu thay đổi, vì chỉ số của ${which} được ẩn`;
    default:
      return `không so sánh được, vì ${which} không đủ mẫu (${base}, cần ít nhất ${String(wave.minimumBase)})`;
  }
}
