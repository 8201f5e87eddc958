import type { Safety } from './field-shelf.ts';

/** What the outbox is doing, for the screens. */
export interface OutboxState {
  readonly activity: 'idle' | 'sending' | 'waiting';
  readonly safety: Safety;
  /** Why it waits or stopped, if it does. */
  readonly hindrance:
    | null
    | { readonly tag: 'offline' }
    | { readonly tag: 'busy' }
    | { readonly tag: 'refused'; readonly code: string; readonly detail: string };
  /** Wall time of the last answer of the server. */
  readonly lastContactAt: string | null;
  /** Monotonic time of the last answer of the server since this start, for `sinceContactMs`; null = none yet. */
  readonly lastContactMonotonicMs: number | null;
  /** The office withdrew this phone: what it sends is kept apart there. */
  readonly revoked: boolean;
  /** Enrolments of surveyors before under which something is to be said, and which the server knows no more. */
  readonly lostBefore?: readonly { readonly deviceId: string; readonly surveyor: string }[];
}

/** A file with forms for the office. */
export interface ExportedFile {
  readonly name: string;
  readonly bytes: Blob;
  readonly count: number;
  /** Of the forms in it. */
  readonly hashes: readonly string[];
}

/**
 * Why a file that should hold receipts changed nothing. older-server: it was written before a restore of the server that
 * this phone has heard of since.
 */
export type ReceiptsFault = 'too-large' | 'not-receipts' | 'older-server';

/** What came of reading a receipts file. */
export type ReceiptsRead =
  | {
      readonly tag: 'read';
      /** Forms of this phone that the file names. */
      readonly named: number;
      /** Of these, how many the office keeps apart for a person. */
      readonly keptApart: number;
      /** Receipts that the phone did not have before. */
      readonly fresh: number;
    }
  | { readonly tag: 'refused'; readonly why: ReceiptsFault | 'not-kept' };

/** The sender of finished forms as screens see it. */
export interface Outbox {
  state(): OutboxState;
  subscribe(listener: (state: OutboxState) => void): () => void;
  /** Tries now, whatever the back-off says. Resolves when this round has ended. */
  sendNow(): Promise<void>;
  /** A form was finished: wakes the sender. */
  wake(): void;
  /** Every unsent form as one gzip file of push lines for the office; also those of surveyors before. */
  exportFile(): Promise<ExportedFile>;
  /** The file was handed over: its forms say so. They stay unsent until they have a receipt. */
  noteHandedOver(hashes: readonly string[]): Promise<void>;
  /**
   * Takes receipts from a file of the office. Never rejects; a file that is refused changes nothing, and the same file
   * again neither.
   */
  readReceipts(file: Blob): Promise<ReceiptsRead>;
  stop(): void;
}
