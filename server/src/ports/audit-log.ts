import type { AuditEntry, AuditNote, ChainFault } from '@sipas/shared/audit';

/** What is looked for in the journal; what is left out holds for all. */
export interface AuditQuery {
  /** Name of the account; '' those of no account. */
  readonly actor?: string | undefined;
  readonly act?: string | undefined;
  /** Instants: from the first, before the second. */
  readonly from?: string | undefined;
  readonly before?: string | undefined;
}

/** The journal of acts: a chain of entries that is only added to. */
export interface AuditLog {
  /** Promise: durable when it resolves. Answers: the entry with its place in the chain. */
  append(note: AuditNote): Promise<AuditEntry>;
  /**
   * Runs the work of an act. The first transaction of it that changes a row carries the note, so that neither is there
   * without the other; a transaction that changes nothing carries none, nor does one for which there is no note yet.
   * Answers: what the work gave, and whether the note was carried.
   */
  during<T>(
    note: () => AuditNote | null,
    work: () => Promise<T>,
  ): Promise<{ readonly value: T; readonly isNoted: boolean }>;
  /** Answers: entries that fit, the newest first, and how many fit in all. */
  page(
    query: AuditQuery,
    page: { readonly limit: number; readonly offset: number },
  ): Promise<{ readonly entries: readonly AuditEntry[]; readonly total: number }>;
  /** Answers: entries that fit, the oldest first; a piece at a time, so that serving goes on. */
  all(query: AuditQuery): AsyncIterable<AuditEntry>;
  /** Answers: how many entries there are, and every one that is not as it was written. Reads all, in steps. */
  check(): Promise<{ readonly entries: number; readonly faults: readonly ChainFault[] }>;
  /** Answers: the last entry; null before the first. */
  last(): Promise<AuditEntry | null>;
  /** Answers: the entry with this number; null where there is none. */
  bySeq(seq: number): Promise<AuditEntry | null>;
}
