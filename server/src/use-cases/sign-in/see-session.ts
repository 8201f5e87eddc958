import { type PeopleStore, type SessionRecord, StoreBusy, StoreFull } from '../../ports/index.ts';

/** Reading must not cost a write each time: within so long a session is not seen again. */
const seenForMs = 5 * 60_000;

/**
 * Writes down that a session is used, to five minutes.
 * Errors:  a store that is full or busy loses this alone: whoever reads goes on reading.
 * Rule:    P-104
 */
export async function seeSession(
  people: Pick<PeopleStore, 'seeSession'>,
  { tokenHash, lastSeenAt }: Pick<SessionRecord, 'tokenHash' | 'lastSeenAt'>,
  now: string,
): Promise<void> {
  if (Date.parse(now) - Date.parse(lastSeenAt) < seenForMs) return;
  try {
    await people.seeSession(tokenHash, now);
  } catch (error) {
    const isTrouble = [StoreFull, StoreBusy].some((kind) => error instanceof kind);
    if (!isTrouble) throw error;
  }
}
