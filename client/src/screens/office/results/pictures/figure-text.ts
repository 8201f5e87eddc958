import {
  type Language,
  type OfficeText,
  printCount,
  printInterval,
  printPercentText,
} from '../../../../text/office/index.ts';
import type { GridRow } from '../score-lines.ts';

/**
 * Answers: a figure in one line, never alone: percent, n and interval; what is withheld says why, with its n.
 * Missing: no row is a unit outside the reader's areas.
 */
export function figureText(row: GridRow | undefined, text: OfficeText, language: Language): string {
  if (row === undefined) return text.pictures.outside;
  const n = row.valid === null ? null : `n\u00a0=\u00a0${printCount(row.valid, language)}`;
  if (row.percent === null) {
    const { suppressed, insufficient } = text.results;
    return inBrackets(row.status === 'suppressed' ? suppressed : insufficient, [n]);
  }
  const { interval, percent } = row;
  return inBrackets(printPercentText(percent, language), [
    n,
    interval && printInterval(interval.low, interval.high, language),
  ]);
}

function inBrackets(figure: string, parts: readonly (string | null)[]): string {
  const known = parts.filter((part) => part !== null);
  return known.length === 0 ? figure : `${figure} (${known.join('; ')})`;
}
