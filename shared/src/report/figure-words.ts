import type { ScoreRow } from '../wire/index.ts';

export const noBreak = '\u00a0';

/** Answers: a number as it travels ("81.75") as a Vietnamese reader writes it: "81,75". */
export const printDecimal = (text: string): string => text.replace('.', ',');

/** Answers: a percentage as it travels as it is printed: "81,75 %". */
export const printPercentage = (text: string): string => `${printDecimal(text)}${noBreak}%`;

/** Answers: a whole number with its thousands apart: 3000 → "3.000". */
export const printCount = (count: number): string =>
  String(count).replace(/\B(?=(?:\d{3})+$)/g, '.');

/** Answers: an interval of percentages: "80,12–83,30 %". */
export const printInterval = ({ low, high }: { readonly low: string; readonly high: string }) =>
  `${printDecimal(low)}–${printPercentage(high)}`;

/** Answers: a day YYYY-MM-DD as dd/MM/yyyy. */
export const printDay = (day: string): string => day.split('-').reverse().join('/');

/** Words that stand where a figure is withheld. */
export const withheldWords = {
  insufficient: 'không đủ mẫu',
  suppressed: 'được ẩn',
} as const;

/**
 * Answers: what is printed of a published figure, never without its base: "81,75 % (n = 3.000; khoảng tin cậy 95 %:
 *          80,12–83,30 %)".
 *          An interval that is taken from the whole wave says so (S-46).
 * Missing: a withheld figure is the word of its reason; an interval that is not known is left out.
 * Rule:    N-01
 */
export function tellFigure({
  percent,
  valid,
  interval,
  intervalStatus,
  status,
}: Pick<ScoreRow, 'percent' | 'valid' | 'interval' | 'intervalStatus' | 'status'>): string {
  if (status !== 'published') return withheldWords[status];
  if (percent === null) return withheldWords.insufficient;
  const base = valid === null ? [] : [`n${noBreak}=${noBreak}${printCount(valid)}`];
  const between =
    interval === null
      ? []
      : [
          `khoảng tin cậy 95${noBreak}%${intervalStatus === 'borrowed' ? ' ước theo cả đợt' : ''}: ${printInterval(interval)}`,
        ];
  const behind = [...base, ...between];
  return `${printPercentage(percent)}${behind.length === 0 ? '' : ` (${behind.join('; ')})`}`;
}

/** Answers: names one after another: "A, B và C". */
export function joinNames(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} và ${last}`;
}

/** Of longer lists the first are named, the rest is counted. */
const namedAtMost = 3;

/** Answers: the first names of a list of units, and how many more there are. */
export function nameSome(names: readonly string[]): string {
  if (names.length <= namedAtMost) return joinNames(names);
  const rest = names.length - namedAtMost;
  return `${names.slice(0, namedAtMost).join(', ')} và ${String(rest)} đơn vị khác`;
}

const kindsOfUnit = /^(Tỉnh|Thành phố|Thị xã|Thị trấn|Quận|Huyện|Phường|Xã|Đặc khu) /;

/** Answers: the name of a unit inside a sentence: "Tỉnh Vĩnh Long" → "tỉnh Vĩnh Long". */
export const nameWithin = (name: string): string =>
  kindsOfUnit.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;

/** Answers: the same at the beginning of a sentence. */
export const beginSentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
