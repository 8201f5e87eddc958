import type { JudgedLine, StoredReceipt } from './response-store.ts';

/**
 * A phone that this store has not enrolled: by what it said of itself on the network, where nothing vouches for it, or by
 * lines that came in a file. Also one that was taken in, until it is heard and no line of it waits.
 */
export interface UnknownPhone {
  readonly deviceId: string;
  /** Account whose phone it is, where it was taken in; else null. */
  readonly surveyor: string | null;
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
  /** Calls by the network that were refused. */
  readonly tries: number;
  /** Lines that came in files and wait, and how many forms they are. */
  readonly lines: number;
  readonly forms: number;
  /** Where those forms were made, as far as it is known. */
  readonly communes: readonly string[];
}

/** A line that waits because its phone was unknown, byte for byte as it came. */
export interface WaitingLine {
  readonly receipt: number;
  readonly receivedAt: string;
  readonly line: Uint8Array;
}

export interface Adoption {
  readonly deviceId: string;
  readonly name: string;
  readonly platform: string;
  readonly enrolledAt: string;
  readonly surveyorId: string;
  /** Null: the operator at the machine. */
  readonly byUserId: string | null;
}

/** Phones that the store lost with an older backup, and how they come back. */
export interface UnknownPhoneStore {
  /** Counts a call of a phone that is not enrolled. Limits: the 200 phones that called last. */
  noteCaller(deviceId: string, now: string): Promise<void>;
  /** Answers: the phones that are not enrolled, and those taken in until they are heard and no line waits; whose lines wait first. */
  list(): Promise<readonly UnknownPhone[]>;
  /**
   * Makes a phone one of ours: whose it is, without a token, not yet heard in this life of the store.
   * Promise: atomic; of a phone that is here already nothing changes, and whose it is is told.
   */
  adopt(
    adoption: Adoption,
    now: string,
  ): Promise<{ readonly userId: string; readonly isNew: boolean }>;
  /** Answers: who took a phone in (null: the operator); null where it was enrolled by a code or is not here. */
  adoption(deviceId: string): Promise<{
    readonly deviceId: string;
    readonly surveyor: string;
    readonly by: string | null;
    readonly at: string;
  } | null>;
  /** Answers: the oldest lines of a phone that wait because it was unknown. */
  waiting(deviceId: string, limit: number): Promise<readonly WaitingLine[]>;
  /**
   * Keeps lines under what they are judged now, as if they had come then, and takes them from what waits.
   * Shape:   lines with where they waited → one receipt for each, in order.
   * Promise: atomic; a line that is here already in its own right is not kept twice.
   */
  storeAgain(
    lines: readonly {
      readonly judged: JudgedLine;
      readonly waited: Pick<WaitingLine, 'receipt' | 'receivedAt'>;
    }[],
  ): Promise<readonly StoredReceipt[]>;
}
