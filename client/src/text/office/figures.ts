import { type Fraction, type Instant, printPercent } from '@sipas/shared/kernel';
import type { Language } from './language.ts';

/** The survey runs on Vietnamese time wherever the reader sits. */
const surveyTimeZone = 'Asia/Ho_Chi_Minh';
const noBreak = '\u00a0';
const marks = {
  vi: { decimal: ',', thousands: '.' },
  en: { decimal: '.', thousands: ',' },
} as const;

/** Answers: a whole number as read here, e.g. 4257581 → "4.257.581". */
export function printCount(count: number, language: Language): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, marks[language].thousands);
}

/** Answers: a number as it travels ("1.31") as read here, e.g. "1,31". */
export const printDecimal = (text: string, language: Language): string =>
  text.replace('.', marks[language].decimal);

/** Answers: a number as it travels ("-2.35") with its sign as read here, e.g. "−2,35", "+0,40"; zero has none. */
export function printSigned(text: string, language: Language): string {
  const [, minus, size = ''] = /^(-?)(.*)$/.exec(text) ?? [];
  const sign = Number(size) === 0 ? '' : minus === '-' ? '\u2212' : '+';
  return `${sign}${printDecimal(size, language)}`;
}

/** Answers: a percentage as it travels ("81.00") as read here, e.g. "81,00 %". */
export function printPercentText(percent: string, language: Language): string {
  const figure = printDecimal(percent, language);
  return language === 'vi' ? `${figure}${noBreak}%` : `${figure}%`;
}

/**
 * Answers: a figure that is never alone, e.g. "81,00 % (n = 200)".
 * Shape:   percent text with a point, and the responses behind it (null where they are not published).
 */
export function printFigure(percent: string, n: number | null, language: Language): string {
  const figure = printPercentText(percent, language);
  if (n === null) return figure;
  return `${figure} (n${noBreak}=${noBreak}${printCount(n, language)})`;
}

/** Answers: an interval of percentages as it travels ("78.10", "83.55") as read here, e.g. "78,10–83,55 %". */
export const printInterval = (low: string, high: string, language: Language): string =>
  `${printDecimal(low, language)}–${printPercentText(high, language)}`;

/** Answers: how much of a target is reached, e.g. "60,00 %"; null where no target was set. */
export function printDone(done: number, target: number, language: Language): string | null {
  if (target <= 0) return null;
  const share: Fraction = { numerator: BigInt(done), denominator: BigInt(target) };
  return printPercentText(printPercent(share), language);
}

const momentParts = new Intl.DateTimeFormat('en-GB', {
  timeZone: surveyTimeZone,
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** Answers: a moment on the survey's clock as dd/MM/yyyy HH:mm. */
export function printMoment(instant: Instant): string {
  const parts = Object.fromEntries(
    momentParts.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]),
  );
  return `${parts['day']}/${parts['month']}/${parts['year']} ${parts['hour']}:${parts['minute']}`;
}

/** Answers: a calendar day YYYY-MM-DD as dd/MM/yyyy; any other text as it came. */
export function printDay(day: string): string {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  return found === null ? day : `${found[3]}/${found[2]}/${found[1]}`;
}

/** Answers: what is left of a time as "14:05", hours before it where there are any; never below zero. */
export function printCountdown(leftMs: number): string {
  const seconds = Math.max(0, Math.ceil(leftMs / 1000));
  const pad = (part: number): string => String(part).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const rest = `${pad(Math.floor((seconds % 3600) / 60))}:${pad(seconds % 60)}`;
  return hours > 0 ? `${String(hours)}:${rest}` : rest;
}
