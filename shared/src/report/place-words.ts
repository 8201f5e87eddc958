import type { ScoreRow } from '../wire/index.ts';
import { beginSentence, nameSome, nameWithin, withheldWords } from './figure-words.ts';

/**
 * Answers: at which place a unit stands, as the end of a sentence that names it.
 * Shape:   the unit's row, all rows of its table, whether they are all of the wave → "đứng thứ 3 trong 24 đơn vị được xếp
 *          hạng, cùng hạng với …"; the one ranked unit is said to be it.
 * Missing: without a rank: that there is none, and why.
 * Rule:    N-05
 */
export function tellPlace(row: ScoreRow, rows: readonly ScoreRow[], isWhole: boolean): string {
  if (row.rank === null)
    return `không xếp hạng, vì ${withheldWords[row.status === 'suppressed' ? 'suppressed' : 'insufficient']}`;
  const ranked = rows.filter(({ rank }) => rank !== null);
  if (isWhole && ranked.length === 1) return 'là đơn vị duy nhất được xếp hạng';
  const among = isWhole
    ? `trong ${String(ranked.length)} đơn vị được xếp hạng`
    : 'trong mọi đơn vị của đợt';
  const beside = ranked.filter(({ rank, unit }) => rank === row.rank && unit !== row.unit);
  const place = row.rank === 1 ? 'nhất' : String(row.rank);
  const tie =
    beside.length === 0
      ? ''
      : `, cùng hạng với ${nameSome(beside.map(({ unitName }) => nameWithin(unitName)))}`;
  return `đứng thứ ${place} ${among}${tie}`;
}

/** Answers: "Tỉnh Vĩnh Long đứng thứ …." */
export const placeSentence = (row: ScoreRow, rows: readonly ScoreRow[], isWhole: boolean): string =>
  `${beginSentence(nameWithin(row.unitName))} ${tellPlace(row, rows, isWhole)}.`;
