import { printHundredths } from '../kernel/index.ts';
import { noBreak, printDecimal } from './figure-words.ts';

const unit = `điểm${noBreak}%`;

/**
 * Answers: by how many hundredths of a percentage point two printed figures differ.
 * Shape:   "81.75", "91.10" → 935: what a reader gets who subtracts the one from the other on paper.
 * Errors:  throws RangeError for what is no printed percentage.
 * Source:  baovinhlong.com.vn 5/2025: announced differences are those of the rounded figures.
 * Rule:    N-02
 */
export const printedDifference = (from: string, to: string): number =>
  hundredthsOf(to) - hundredthsOf(from);

function hundredthsOf(percent: string): number {
  const found = /^(-?)(\d+)\.(\d{2})$/.exec(percent);
  if (found === null) throw new RangeError(`${percent} is no printed percentage`);
  const size = Number(found[2]) * 100 + Number(found[3]);
  return found[1] === '-' ? -size : size;
}

/** Answers: how large a difference is, without its direction: 935 → "9,35 điểm %". */
export const tellPoints = (hundredths: number): string =>
  `${printDecimal(printHundredths(Math.abs(hundredths)))}${noBreak}${unit}`;

/** Answers: a difference with its sign, as a table has it: "+2,94", "−0,05", "0,00". */
export function signedPoints(hundredths: number): string {
  const sign = hundredths === 0 ? '' : hundredths > 0 ? '+' : '\u2212';
  return `${sign}${printDecimal(printHundredths(Math.abs(hundredths)))}`;
}

/** Answers: what became of a rank: "tăng 3 bậc", "giảm 5 bậc", "giữ hạng". */
export function tellSteps(steps: number): string {
  if (steps === 0) return 'giữ hạng';
  return `${steps > 0 ? 'tăng' : 'giảm'} ${String(Math.abs(steps))} bậc`;
}
