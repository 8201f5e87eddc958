import type { Brand } from './brand.ts';

/** A moment in UTC, ISO 8601 with milliseconds: 2026-11-23T07:30:00.000Z. */
export type Instant = Brand<string, 'Instant'>;
/** A calendar day, YYYY-MM-DD. */
export type Day = Brand<string, 'Day'>;

const instantPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const dayPattern = /^\d{4}-\d{2}-\d{2}$/;

/** Answers: is this text a real moment in the one form that travels (so 30 February is not)? */
export function isInstant(text: unknown): text is Instant {
  if (typeof text !== 'string' || !instantPattern.test(text)) return false;
  const ms = Date.parse(text);
  // A day that the month does not have, and the hour 24, roll over into another day.
  return !Number.isNaN(ms) && new Date(ms).getUTCDate() === Number(text.slice(8, 10));
}

/** Answers: is this text a real calendar day? */
export function isDay(text: unknown): text is Day {
  return typeof text === 'string' && dayPattern.test(text) && isInstant(`${text}T00:00:00.000Z`);
}
