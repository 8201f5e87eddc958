import type { Language } from './language.ts';

const noBreak = '\u00a0';
const minuteMs = 60_000;
const units = {
  vi: [' ngày', ' giờ', ' phút'],
  en: [' d', ' h', ' min'],
} as const;

/** Answers: how long that is, in its two largest units, e.g. "3 ngày 2 giờ"; under a minute is a minute. */
export function printDuration(ms: number, language: Language): string {
  const minutes = Math.max(1, Math.round(Math.abs(ms) / minuteMs));
  const parts = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
  const first = parts.findIndex((part) => part > 0);
  return parts
    .slice(first, first + 2)
    .map((part, place) =>
      part === 0 ? '' : `${String(part)}${units[language][first + place] ?? ''}`,
    )
    .filter((part) => part !== '')
    .join(' ')
    .replaceAll(' ', noBreak);
}

const megabyte = 1_000_000;

/** Answers: bytes as megabytes, rounded up, e.g. "2 MB". */
export const printMegabytes = (bytes: number): string =>
  `${String(Math.ceil(bytes / megabyte))}${noBreak}MB`;

/** Answers: numbers of a chain as they are read: "7" or "3–5". */
export const printRange = ({ from, to }: { readonly from: number; readonly to: number }): string =>
  from === to ? String(from) : `${String(from)}–${String(to)}`;
