import type { RaisedSignal } from '@sipas/shared/wire';
import { printDecimal } from '../../../text/office/index.ts';
import type { Language } from '../../../text/office/index.ts';

interface Words {
  readonly units: Readonly<Record<Exclude<RaisedSignal['unit'], 'h'>, string>>;
  readonly nextDay: string;
}

/**
 * Answers: a measure of a signal as people read it: 1.234 s/item → "1,234 giây/câu"; an hour as a clock shows it, 25.657 →
 *          "01:39 (rạng sáng hôm sau)".
 */
export function printMeasure(
  value: number,
  unit: RaisedSignal['unit'],
  words: Words,
  language: Language,
): string {
  if (unit !== 'h') return `${printDecimal(value.toFixed(3), language)} ${words.units[unit]}`;
  const minutes = Math.floor(value * 60 + 1e-9);
  const two = (number: number): string => String(number).padStart(2, '0');
  const clock = `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`;
  return minutes >= 24 * 60 ? `${clock} (${words.nextDay})` : clock;
}
