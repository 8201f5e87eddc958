import type { JudgedLine, StoredReceipt } from './response-store.ts';

/**
 * A phone whose token this store does not know: by what it said of itself on the network, where nothing vouches for it, or
 * by lines that came in a file. Also one that was taken in, until it is heard and no line of it waits.
 */
export interface UnknownPhone {
  readonly deviceId: string;
  /** Account whose phone it is, where the store knows its id; else null. */
  readonly surveyor: string | null;
  /** Not enrolled here; enrolled here, but called with another token since it was heard; taken in. */
  readonly standing: 'unknown' | 'other-token' | 'taken-in';
  /** When it was heard last under its own token; null: never. */
  readonly heardAt: string | null;
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

/** A line as it is judged now, and where it waited. */
export interface LineAgain {
  readonly judged: JudgedLine;
  readonly waited: Pick<WaitingLine, 'receipt' | 'receivedAt'>;
}

/** A line that waited and was judged again. */
export interface JudgedAgain {
  readonly waited: WaitingLine;
  readonly contentHash: string;
  readonly stands: StoredReceipt;
}

export interface Adoption {
  readonly deviceId: string;
  readonly name: string;
  readonly platform: string;
  readonly enrolledAt: string;
  readonly surveyorId: string;
  /** Null: the operator at the machine. */
  readonly byUserId: string | null;
  /** Whether a phone that is here already is taken in once more, or only where an unknown token called in its name. */
  readonly ifKnown: 'once-more' | 'where-it-called';
}

/** Phones that the store lost with an older backup, and how they come back. */
export interface UnknownPhoneStore {
  /** Counts a call with an unknown token. Limits: of phones that are not enrolled the 200 that called last. */
  noteCaller(deviceId: string, now: string): Promise<void>;
  /** Answers: phones that called with an unknown token or whose lines wait, and those taken in until they are heard; whose lines wait first. */
  list(): Promise<readonly UnknownPhone[]>;
  /**
   * Makes a phone one of ours: whose it is, without a token, not yet heard in this life of the store; and keeps the first of
   * its lines that wait, as `storeAgain` does.
   * Promise: atomic; one that is here already keeps surveyor and token, and whose it is is told; of one that belongs to
   *          another surveyor no line is kept. It is noted as taken in where it is this surveyor's and an unknown token called
   *          in its name since it was heard, or it is to be taken in once more and is not awaited already.
   */
  adopt(
    adoption: Adoption,
    now: string,
    lines: readonly LineAgain[],
  ): Promise<{ readonly userId: string; readonly receipts: readonly StoredReceipt[] }>;
  /** Answers: who took a phone in last (null: the operator); null where nobody did or it is not here. */
  adoption(deviceId: string): Promise<{
    readonly deviceId: string;
    readonly surveyor: string;
    readonly by: string | null;
    readonly at: string;
    /** A code had enrolled it here before, so whose it is stands. */
    readonly wasEnrolled: boolean;
    /** The phone was heard since, and then something called in its name with a token that is not known. */
    readonly isSpent: boolean;
  } | null>;
  /** Answers: the oldest lines of a phone that wait because it was unknown. */
  waiting(deviceId: string, limit: number): Promise<readonly WaitingLine[]>;
  /** Answers: lines, after a receipt, that wait because they are signed by a key which their phone had not told. */
  waitingForSigner(keyId: string, after: number, limit: number): Promise<readonly WaitingLine[]>;
  /** Answers: the lines of a phone after a receipt that waited and were judged again, the oldest first, with what they stand as now. */
  judgedAgain(deviceId: string, after: number, limit: number): Promise<readonly JudgedAgain[]>;
  /**
   * Keeps lines under what they are judged now, as if they had come then, and takes them from what waits.
   * Shape:   lines with where they waited → one receipt for each, in order.
   * Promise: atomic; a line that is here already in its own right is not kept twice.
   */
  storeAgain(lines: readonly LineAgain[]): Promise<readonly StoredReceipt[]>;
}
