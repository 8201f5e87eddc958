import type { ProblemCode } from '@sipas/shared/problems';
import type { AllowanceOutcome, Signature } from '@sipas/shared/wire';
import type { CommuneScope } from './response-store.ts';

/** What of a record is about a person: it lies in the store encrypted. */
export interface AllowancePerson {
  readonly household: string | null;
  readonly name: string;
  readonly strokes: Signature;
  readonly signedAt: string;
}

/** One record after it was judged. */
export interface JudgedAllowance {
  /** Null where none could be read. */
  readonly id: string | null;
  /** The text that stands for the whole content: equal text, equal record. */
  readonly content: string;
  readonly deviceId: string;
  /** Only what is known is named: null for a wave or commune that the survey does not have. */
  readonly waveId: string | null;
  readonly commune: string | null;
  readonly village: string | null;
  readonly amountVnd: number | null;
  /** The person when the rules accept it or it could at least be read, else what came, as text. */
  readonly sealed: AllowancePerson | { readonly unreadable: string };
  /** Null where the rules accept it, else why it waits for a person. */
  readonly code: ProblemCode | null;
}

export interface AllowanceReceiptRow {
  readonly outcome: AllowanceOutcome;
  readonly code: ProblemCode | null;
}

export interface AllowanceStoreRow {
  readonly number: number;
  readonly deviceId: string;
  readonly commune: string;
  readonly village: string;
  readonly amountVnd: number;
  readonly person: AllowancePerson;
  readonly receivedAt: string;
  readonly code: ProblemCode | null;
}

export interface AllowanceCommune {
  readonly commune: string;
  readonly signatures: number;
  readonly amountVnd: number;
  readonly waiting: number;
}

/** Records that are past their time. */
export interface PastAllowances {
  readonly waves: readonly string[];
  /** Those whose wave is not known and that came before this; null: none of them. */
  readonly unplacedBefore: string | null;
}

/** Where the receipts of allowances are kept: a store of their own, apart from the answers. */
export interface AllowanceStore {
  /**
   * Answers: which of these records are new, which are here already, and keeps them all.
   * Shape:   judged records → an outcome for each, in order. Other content under an id that is stored already is kept
   *          beside it as allowance.conflict and changes nothing of it.
   * Promise: atomic and durable before it resolves; repeatable without effect.
   * Limits:  100 records.
   * Errors:  throws StoreFull when the disk is full, StoreBusy when the lock cannot be had; else defects.
   */
  keepOnce(
    records: readonly JudgedAllowance[],
    receivedAt: string,
  ): Promise<readonly AllowanceReceiptRow[]>;
  /** Answers: what each commune in scope signed for, ordered by commune. */
  communes(waveId: string, scope: CommuneScope): Promise<readonly AllowanceCommune[]>;
  /** Answers: records of a wave in scope, ordered by commune, village and arrival. Those that cannot be read are not among them. */
  list(
    waveId: string,
    scope: CommuneScope,
    page: { readonly limit: number; readonly offset: number },
  ): Promise<readonly AllowanceStoreRow[]>;
  /**
   * Deletes every record of a wave, or with null every record whose wave is not known; what it held is overwritten.
   * Answers: how many there were.
   */
  deleteWave(waveId: string | null): Promise<number>;
  /** Answers: how many records are past their time. */
  countPast(past: PastAllowances): Promise<number>;
  /** Deletes them as above. Answers: how many there were. */
  deletePast(past: PastAllowances): Promise<number>;
  close(): Promise<void>;
}
