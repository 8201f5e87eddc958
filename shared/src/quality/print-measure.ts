import type { Measured } from './signal.ts';

/** How a language writes what a signal measured. */
export interface MeasureWords {
  readonly units: Readonly<Record<Exclude<Measured['unit'], 'h'>, string>>;
  readonly nextDay: string;
  readonly decimalMark: string;
}

/**
 * Answers: a measure of a signal as people read it: 1.234 s/item → "1,234 giây/câu"; an hour as a clock shows it, 25.657 →
 *          "01:39 (rạng sáng hôm sau)".
 */
export function printMeasure(value: number, unit: Measured['unit'], words: MeasureWords): string {
  if (unit !== 'h')
    return `${value.toFixed(3).replace('.', words.decimalMark)} ${words.units[unit]}`;
  const minutes = Math.floor(value * 60 + 1e-9);
  const two = (number: number): string => String(number).padStart(2, '0');
  const clock = `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`;
  return minutes >= 24 * 60 ? `${clock} (${words.nextDay})` : clock;
}
