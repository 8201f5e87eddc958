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
  /** Writes a consistent copy while others write, verifies it, and only then raises the safe receipt. */
  backup(file: string, now: string): Promise<{ readonly receipt: number }>;
  isEmpty(): Promise<boolean>;
  /** Answers: does the store answer and are all migrations done? */
  isReady(): Promise<boolean>;
  close(): Promise<void>;
}
