import type { FullerLook } from './care.ts';

/** A difference that was found: what is stored, what it should be. */
export interface StoreDifference {
  readonly check:
    | 'integrity'
    | 'foreign-keys'
    | 'envelope-hash'
    | 'ingest-key'
    | 'withdrawn-form'
    | 'response-row'
    | 'village-counts'
    | 'comment-row'
    | 'edition'
    | 'setup-row'
    | 'audit-row'
    | 'audit-head'
    | 'backup-content';
  readonly where: string;
  readonly stored: string;
  readonly expected: string;
}

export interface VerifyReport {
  /** All lines that came and are kept, whatever became of them. */
  readonly envelopes: number;
  /** The responses that count in scores and progress: of each slot one, in its current revision. */
  readonly counted: number;
  readonly differences: readonly StoreDifference[];
}

/** What a copy of the store holds, read from its own bytes. */
export interface BackupCheck {
  /** The life of the store that it was copied from; '' where it cannot be read. */
  readonly incarnation: string;
  /** The highest receipt in it; 0 where it holds no envelope. */
  readonly receipt: number;
  /** The same two counts as those of a restored store. */
  readonly envelopes: number;
  readonly counted: number;
  readonly differences: readonly StoreDifference[];
}

/** What the archive of a database says. */
export interface ArchiveLook {
  /** off: there is none; failing: the last try to take up the log did not end well. */
  readonly state: 'off' | 'archiving' | 'failing';
  readonly safeReceipt: number;
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
   * Writes a consistent copy while others write, durable under its name when the promise resolves. Nobody has read it yet.
   * Errors: throws when the file exists already; a failed copy leaves nothing behind.
   */
  copyTo(file: string): Promise<void>;
  /**
   * Answers: is this copy whole, and does it hold every envelope that this store has up to its highest receipt?
   * Reads every byte of the copy: minutes for a large one, so whoever serves asks another process.
   * Beneath PostgreSQL it is named by the address of a database into which a backup was restored.
   */
  checkBackup(file: string): Promise<BackupCheck>;
  /**
   * Answers: what differs here from a backup of what is never changed once it is there: units, questionnaires, waves
   * and their plans. Rows that came after the backup are no difference.
   */
  compareSetup(file: string): Promise<readonly StoreDifference[]>;
  /**
   * Answers: which backups in these folders hold forms that the store does not have (B-23)?
   * Shape:   what was told before is compared whatever else may hold it. Read in steps, so that serving goes on. Asked again
   *          it reads only what may have changed.
   */
  lookForFuller(folders: readonly string[], told: readonly string[]): Promise<FullerLook>;
  /**
   * Answers: is every form of this backup in the store, or in one other file beside it?
   * No, where it cannot be read: nobody knows then.
   */
  mayGo(file: string): Promise<boolean>;
  /** All up to this receipt lies in a verified backup. Never lowers what was said before. */
  raiseSafeReceipt(receipt: number): Promise<void>;
  /**
   * Calls safe what the archive of the database holds by now; to be asked again and again.
   * Answers: how the archive is; off where there is none, as beneath a file.
   */
  raiseToArchived(): Promise<ArchiveLook>;
  /** Answers: the highest receipt that was given out; 0 before the first. */
  lastReceipt(): Promise<number>;
  /** Answers: when the phone was enrolled that was enrolled last; null before the first. */
  lastEnrolmentAt(): Promise<string | null>;
  /** Answers: a text that is another one after anything in the store has changed while this process had it open. */
  changeMark(): Promise<string>;
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
