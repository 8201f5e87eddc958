import { en } from './en.ts';
import type { Language } from './language.ts';
import type { OfficeText } from './shape.ts';
import { vi } from './vi.ts';

/** The words of the console by language. */
export const officeText: Readonly<Record<Language, OfficeText>> = { vi, en };
export type { OfficeText } from './shape.ts';
export { type Language, languages } from './language.ts';
export { printDuration, printMegabytes, printRange } from './durations.ts';
export {
  printCount,
  printCountdown,
  printDay,
  printDecimal,
  printDone,
  printFigure,
  printInterval,
  printMoment,
  printPercentText,
  printSigned,
} from './figures.ts';
