/** What is known of the room on a phone; null: the browser does not tell. */
export interface StorageFacts {
  readonly usage: number | null;
  readonly quota: number | null;
  /** Bytes of a finished form on this phone, on average; null while there is none. */
  readonly meanFormBytes: number | null;
  /** The journal lives on its reserve: a write has failed for want of room. */
  readonly isOnReserve: boolean;
}

/** enough · low: it is time to send or export · reserve: the interview that is open still fits, and nothing is sure after. */
export type StorageRoom = 'enough' | 'low' | 'reserve';

const leastFreeBytes = 20 * 1024 * 1024;
/** A journal holds each tap of a form beside the form. */
const formsAhead = 3;

/**
 * Answers: is there room on the phone for the next interviews?
 * Shape:   facts → room; "low" below 20 MiB or three forms of the usual size, whichever is more.
 * Units:   bytes.
 * Missing: what the browser does not tell raises nothing; the reserve tells by itself.
 * Errors:  throws never.
 * Source:  fault P7.
 * Rule:    C-32
 */
export function storageRoom(facts: StorageFacts): StorageRoom {
  const { usage, quota, meanFormBytes, isOnReserve } = facts;
  if (isOnReserve) return 'reserve';
  if (usage === null || quota === null) return 'enough';
  const least = Math.max(leastFreeBytes, formsAhead * (meanFormBytes ?? 0));
  return quota - usage < least ? 'low' : 'enough';
}
