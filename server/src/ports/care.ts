/** A backup that was made and verified, as the note beside it says. */
export interface BackupNote {
  /** Full path of the verified copy. */
  readonly file: string;
  /** Full path of the verified copy in the second place; null while there is none. */
  readonly second: string | null;
  readonly madeAt: string;
  /** The life of the store that was copied: a backup says nothing of another life. */
  readonly incarnation: string;
  /** All receipts up to this one lie in it. */
  readonly receipt: number;
  readonly envelopes: number;
  readonly bytes: number;
}

/** What came of restoring a backup in a scratch place and verifying it there. */
export interface DrillNote {
  readonly at: string;
  readonly file: string;
  readonly envelopes: number;
  readonly differences: number;
  readonly tookMs: number;
}

/** Phones hold receipts that this store has not given out: it is older than what they remember. */
export interface ForgottenNote {
  readonly firstAt: string;
  readonly lastAt: string;
  /** The highest receipt that a phone holds, and the highest that the store had then. */
  readonly phoneReceipt: number;
  readonly storeReceipt: number;
  readonly devices: readonly string[];
  /** What each of them told last; a note of an earlier version lacks it. */
  readonly receipts?: Readonly<Record<string, number>>;
}

/** A backup that holds forms which the store lacks: most likely an older one was restored beside it. */
export interface FullerBackup {
  /** Names what it holds, wherever a copy of it lies. */
  readonly id: string;
  /** Full path, where it lay when it was seen last. */
  readonly file: string;
  /** When the last line in it was received. */
  readonly receivedAt: string;
  /** How many forms of it the store lacks. */
  readonly forms: number;
}

/** What came of comparing the backups within reach with the store. */
export interface FullerLook {
  /** The life of the store. */
  readonly life: string;
  readonly fuller: readonly FullerBackup[];
  /** The ids of all files that were looked at; of others nothing is known. */
  readonly looked: readonly string[];
}

/** A person has seen to a fuller backup. */
export interface FullerSeen extends FullerBackup {
  readonly life: string;
  /** Account. */
  readonly by: string;
  readonly reason: string;
  readonly at: string;
}

/** Why the last attempt failed, in words of the operator; the log has the rest. */
export type CareFailure = 'no-space' | 'second-place' | 'broken-copy' | 'failed' | 'drill';

export interface CareState {
  readonly everyMinutes: number;
  readonly hasSecondPlace: boolean;
  readonly running: 'backup' | 'drill' | null;
  readonly last: BackupNote | null;
  /** The last one lies in the second place at this moment. */
  readonly isInSecondPlace: boolean;
  readonly kept: number;
  /** Of those that are kept, made by a clock that ran far ahead. */
  readonly fromFuture: number;
  /** Null after an attempt that succeeded. */
  readonly failure: { readonly at: string; readonly kind: CareFailure } | null;
  readonly drill: DrillNote | null;
  readonly forgotten: ForgottenNote | null;
  readonly fuller: FullerBackup | null;
  /** Keys of sealed forms of which a copy was ever made. */
  readonly copiedKeys: readonly string[];
}

/** Whoever looks after the store while it serves: backups, drills, alarms. */
export interface Care {
  state(): Promise<CareState>;
  /** Begins a backup unless one is under way; does not wait for it. */
  backUpNow(): void;
  /** A phone holds a receipt beyond the last one of this store. */
  noticeForgotten(seen: {
    readonly deviceId: string;
    readonly phoneReceipt: number;
    readonly storeReceipt: number;
  }): Promise<void>;
  /** A person has looked into it, by name and with a reason. */
  noteAcknowledged(seen: {
    readonly by: string;
    readonly reason: string;
    readonly phones: readonly { readonly deviceId: string; readonly receipt: number }[];
  }): void;
}
