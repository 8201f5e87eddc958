import type { ProblemCode } from '@sipas/shared/problems';
import type { ClearEnvelope, EnvelopeKind, ReceiptOutcome } from '@sipas/shared/wire';

/** The narrow row kept beside the bytes of a readable, valid envelope: what reports and progress need. */
export interface ResponseFacts {
  readonly waveId: string;
  readonly instrumentKey: number;
  readonly commune: string;
  readonly village: string;
  /** Household slot within wave, instrument, commune and village; null where no household was named. */
  readonly slotKey: string | null;
  readonly surveyorId: string;
  readonly mode: string;
  readonly kind: EnvelopeKind;
  /** Closed answers packed by the instrument's packing; empty for visits and withdrawals. */
  readonly packed: string;
  readonly visitOutcome: string | null;
  readonly finishedAt: string;
}

/** One line of a batch after it was judged: what it claims to be, and whether the rules accept it. */
export interface JudgedLine {
  /** The bytes as they came, without the line feed. */
  readonly bytes: Uint8Array;
  /** Identity of the content: the verified hash of the envelope, else `raw:` + SHA-256 of the bytes. */
  readonly contentHash: string;
  /**
   * What an authentic envelope claims: its place in the chain and its response. Null where the line is
   * unreadable, its hash is wrong or it names a foreign phone: such a line must not occupy another's place.
   */
  readonly claim: {
    readonly responseId: string;
    readonly revision: number;
    readonly deviceId: string;
    readonly epoch: string;
    readonly seq: number;
  } | null;
  /** Whose phone it was when the line was judged; without it nobody's areas were asked. */
  readonly surveyorId?: string;
  /** Facts when the rules accept it, else the code under which it waits for a person. */
  readonly verdict:
    | { readonly accepted: true; readonly facts: ResponseFacts }
    | { readonly accepted: false; readonly code: ProblemCode; readonly detail: string };
  /** Commune and wave as far as they could be read, for listing what waits. */
  readonly context: { readonly waveId: string | null; readonly commune: string | null };
  /** Phone that carried it here, where one is known. */
  readonly carrierDeviceId: string | null;
  /** What its phone's clock said, and what was known of that clock; without it the phone's word stands alone. */
  readonly clock?: {
    readonly sinceContactMs: number | null;
    readonly contactAt: string | null;
    readonly clockOffsetMs: number | null;
  };
}

/** A phone that is answered now, and what its clock shows beside ours (null: it did not tell). */
export interface PushContact {
  readonly deviceId: string;
  readonly offsetMs: number | null;
}

export interface StoredReceipt {
  readonly outcome: ReceiptOutcome;
  readonly code: ProblemCode | null;
  readonly detail: string | null;
  readonly receipt: number;
  readonly receivedAt: string;
}

/** Which communes an actor may see: all, or just these. Every query for a person takes it. */
export type CommuneScope = 'all' | ReadonlySet<string>;

export interface StoreHead {
  readonly incarnation: string;
  readonly safeReceipt: number;
}

export interface KeptApartRow {
  readonly receipt: number;
  readonly receivedAt: string;
  readonly outcome: 'conflict' | 'fork' | 'quarantined';
  readonly code: ProblemCode;
  /** What exactly the code is about, never an answer; null where the code says all. */
  readonly detail: string | null;
  readonly surveyorId: string | null;
  readonly surveyorName: string | null;
  readonly deviceId: string | null;
  readonly deviceName: string | null;
  /** Null: it names no wave that is here. */
  readonly waveId: string | null;
  readonly commune: string | null;
  readonly responseId: string | null;
}

/** A line that waits for a person, as the phone that made or carried it is told. */
export interface DeviceKeptApart {
  readonly receipt: number;
  readonly receivedAt: string;
  readonly outcome: 'conflict' | 'fork' | 'quarantined';
  readonly code: ProblemCode;
  readonly responseId: string | null;
  readonly revision: number | null;
}

/** One accepted or excluded response as row exports and grouped reports read it. */
export interface ResponseRow {
  readonly responseId: string;
  readonly revision: number;
  readonly instrumentKey: number;
  readonly commune: string;
  readonly village: string;
  readonly mode: string;
  readonly finishedAt: string;
  readonly packed: string;
}

/** One interview that counts or was broken off, with the envelope that tells how it was made. */
export interface InterviewRow {
  readonly responseId: string;
  readonly kind: EnvelopeKind;
  readonly instrumentKey: number;
  readonly commune: string;
  readonly village: string;
  readonly surveyorId: string;
  readonly mode: string;
  readonly packed: string;
  /** When it ended by our clock; null: cannot be told. */
  readonly correctedAt: string | null;
  /** The envelope of its current revision, opened. */
  readonly envelope: ClearEnvelope;
}

/** Counts of one village: a flat array in the count layout of its instrument. */
export interface VillageCounts {
  readonly commune: string;
  readonly village: string;
  readonly counts: Uint32Array;
}

export interface ProgressCount {
  readonly commune: string;
  readonly village: string;
  readonly surveyorId: string;
  readonly accepted: number;
  readonly refused: number;
  readonly excluded: number;
  readonly lastReceivedAt: string | null;
}

/** Where responses are kept: bytes as they came, a narrow row beside them, counts per village. */
export interface ResponseStore {
  /**
   * Answers: which of these lines are new, which are here already, and keeps them all.
   * Shape:   judged lines, and the phone that is answered with the receipts → one receipt for each, in order.
   * Promise: atomic and durable before it resolves; repeatable without effect; counts equal the raw rows after it.
   * Limits:  100 lines from a phone; any number from a file, given in chunks of 100.
   * Errors:  throws StoreFull when the disk is full, StoreBusy when the lock cannot be had; else defects.
   */
  storeOnce(
    lines: readonly JudgedLine[],
    receivedAt: string,
    contact?: PushContact,
  ): Promise<readonly StoredReceipt[]>;
  /** Answers: the store's incarnation and the receipt up to which all lies in a verified backup. */
  head(): Promise<StoreHead>;
  /**
   * Answers: the counts of every village in scope, of one wave and instrument, ordered by commune, village. Of a frozen wave
   * those of its last edition.
   */
  villageCounts(
    waveId: string,
    instrumentKey: number,
    scope: CommuneScope,
  ): Promise<readonly VillageCounts[]>;
  /**
   * Answers: the counts of every village by which the gate decides what is hidden: of a frozen wave those of its first
   * edition, since what was hidden then stays hidden (decision 90); else the counts as they are.
   */
  guardingCounts(waveId: string, instrumentKey: number): Promise<readonly VillageCounts[]>;
  /**
   * Answers: every counted response in scope to one version of an instrument or to any of several, ordered by response
   * id. Of a frozen wave those of its first edition (decision 90). Streams from a connection of its own.
   */
  countedResponses(
    waveId: string,
    instrumentKeys: number | readonly number[],
    scope: CommuneScope,
  ): AsyncIterable<ResponseRow>;
  /**
   * Answers: every interview of a wave in scope that counts, or was broken off, ordered by response id. Streams from a
   * connection of its own. One whose seal cannot be opened here is passed over.
   */
  interviews(waveId: string, scope: CommuneScope): AsyncIterable<InterviewRow>;
  /**
   * Answers: when, by our clock, the first and the last interview in scope were finished that count now; null where none
   * counts whose time can be told.
   */
  interviewTimes(
    waveId: string,
    scope: CommuneScope,
  ): Promise<{ readonly first: string; readonly last: string } | null>;
  /** Answers: accepted, refused and excluded by commune, village and surveyor, ordered by these. */
  progress(waveId: string, scope: CommuneScope): Promise<readonly ProgressCount[]>;
  /** Answers: what waits for a person of all that this phone made or carried, after a receipt, oldest first. */
  keptApartOfDevice(
    deviceId: string,
    afterReceipt: number,
    limit: number,
  ): Promise<readonly DeviceKeptApart[]>;
  /** Answers: what waits for a person, newest first. Lines of no known wave, or without a readable commune, go only to scope `all`. */
  keptApart(
    waveId: string,
    scope: CommuneScope,
    page: { readonly limit: number; readonly offset: number },
  ): Promise<{ readonly items: readonly KeptApartRow[]; readonly total: number }>;
}

/** What a report of figures reads: the same whether a store has it or a file. */
export type CountedResponses = Pick<
  ResponseStore,
  'villageCounts' | 'guardingCounts' | 'countedResponses'
>;
