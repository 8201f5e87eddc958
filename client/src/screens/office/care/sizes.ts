import { type Language, printCount } from '../../../text/office/index.ts';

const tenthOfMegabyte = 100_000;

/** Answers: a size as people read it, in MB with one decimal below ten: never 0 for what is there. */
export function megabytes(bytes: number, language: Language): string {
  const tenths = Math.max(1, Math.round(bytes / tenthOfMegabyte));
  if (tenths >= 100) return printCount(Math.round(tenths / 10), language);
  const mark = language === 'vi' ? ',' : '.';
  return `${String(Math.floor(tenths / 10))}${mark}${String(tenths % 10)}`;
}

/** Answers: whole seconds, one at least: nothing takes none. */
export const wholeSeconds = (ms: number): number => Math.max(1, Math.round(ms / 1000));
