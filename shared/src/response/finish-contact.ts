import type { FinishClock } from './finish-time.ts';

/** One time at which we answered a phone. */
export interface Contact {
  /** By our clock. */
  readonly at: string;
  /** The same in milliseconds since 1970: each form of a batch is held against every contact. */
  readonly atMs: number;
  /** The phone's clock minus ours as measured then; null where the phone did not tell its time. */
  readonly offsetMs: number | null;
}

/** The phone counts from when our answer reached it, and a slow line may hold that up. */
const toleranceMs = 2 * 60 * 1000;

/**
 * Answers: from which of our answers did the phone count when the form was finished?
 * Shape:   clock of the envelope; the phone's contacts before the envelope arrived, oldest first; its clock's offset as
 *          known then → our time of that answer. It must be the last answer before the finish. Of several that fit, the
 *          phone's own clock, less its offset now or at that answer, must point at one within two minutes.
 * Units:   milliseconds; UTC.
 * Missing: null where the phone counted from none, where none fits, or where several do and its clock points at none.
 * Errors:  throws never.
 * Source:  decision 26.
 * Rule:    R-21
 */
export function finishContact(
  clock: FinishClock,
  arrival: {
    readonly receivedAt: string;
    readonly clockOffsetMs: number | null;
    readonly contacts: readonly Contact[];
  },
): string | null {
  const { sinceContactMs } = clock;
  if (sinceContactMs === null) return null;
  const { receivedAt, clockOffsetMs, contacts } = arrival;
  const receivedMs = Date.parse(receivedAt);
  const fitting = contacts.filter(({ atMs }, place) => {
    const nextMs = contacts[place + 1]?.atMs ?? receivedMs;
    return atMs + sinceContactMs <= nextMs + toleranceMs;
  });
  const wallMs = Date.parse(clock.wall);
  const distanceMs = ({ atMs, offsetMs }: Contact): number => {
    const finishedMs = atMs + sinceContactMs;
    const distances = [clockOffsetMs, offsetMs].map((offset) =>
      offset === null ? Infinity : Math.abs(wallMs - offset - finishedMs),
    );
    return Math.min(...distances);
  };
  const nearest = fitting.reduce<Contact | undefined>(
    (best, contact) =>
      best === undefined || distanceMs(contact) < distanceMs(best) ? contact : best,
    undefined,
  );
  if (nearest === undefined) return null;
  return fitting.length === 1 || distanceMs(nearest) <= toleranceMs ? nearest.at : null;
}
