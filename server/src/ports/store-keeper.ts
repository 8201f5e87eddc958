/** A difference that `verify` found: what was counted, what the raw responses say. */
export interface StoreDifference {
  readonly check:
    'integrity' | 'foreign-keys' | 'envelope-hash' | 'response-row' | 'village-counts';
  readonly where: string;
  readonly stored: string;
  readonly expected: string;
}

export interface VerifyReport {
  readonly envelopes: number;
  readonly counted: number;
  readonly differences: readonly StoreDifference[];
}

/** Care of the store as a whole: integrity, recount, backup. */
export interface StoreKeeper {
  /** Answers: does everything derived agree with the bytes that came? Reads all, changes nothing. */
  verify(): Promise<VerifyReport>;
  /**
   * Writes a consistent copy while others write, verifies it, and only then raises the safe receipt.
   * Errors: throws when the file exists already, or when the copy is not what it should be; nothing is left behind then.
   */
  backup(file: string, now: string): Promise<{ readonly receipt: number }>;
  /**
   * Begins a new life of a store that was restored from a backup. Its numbers of receipts may be given anew, so phones
   * must learn that it is another store; all that it holds lies in the backup it came from.
   */
  beginIncarnation(incarnation: string): Promise<void>;
  isEmpty(): Promise<boolean>;
  /** Answers: does the store answer and are all migrations done? */
  isReady(): Promise<boolean>;
  close(): Promise<void>;
}
