/** A value of a row as a file keeps it; truth is 0 or 1. */
export type CopiedValue = string | number | Buffer | null;
export type CopiedRow = readonly CopiedValue[];

/** One table of a store that is read to be copied. */
export interface SourceTable {
  readonly name: string;
  readonly columns: readonly string[];
  /** Answers: all rows in the order of the key, one at a time, as they were when the source was opened. */
  rows(): Iterable<CopiedRow>;
}

/** What is known of a store besides its tables. */
export interface SourceMeta {
  readonly incarnation: string;
  readonly safeReceipt: number;
  readonly createdAt: string;
  readonly commentRules: number;
  readonly commentReceipt: number;
}

/** A store that only is read: nobody serves it meanwhile, and nothing in it is changed. */
export interface CopySource {
  readonly meta: SourceMeta;
  readonly tables: readonly SourceTable[];
  close(): Promise<void>;
}

/** So many rows, and the chained hash of them in their order. */
export interface CopiedPart {
  readonly rows: number;
  readonly chain: string;
}

/** Why a province of a database is not the place for a copy. */
export type CopyTrouble =
  /** It was there before, or another store was copied there, or this copy is finished. */
  | 'copy.target-taken'
  /** Another process copies to it at this moment. */
  | 'copy.under-way';

/** A province that comes into being as a copy. Nobody can serve it until it is finished. */
export interface CopyTarget {
  /** The tables that it keeps, in an order in which each refers only to those before it. */
  readonly tables: readonly string[];
  /**
   * Begins the copy, or takes up one of the same store that was broken off.
   * Promise: of several who begin at the same moment one does.
   */
  begin(meta: SourceMeta, now: string): Promise<CopyTrouble | null>;
  /** Takes away all that was copied, where it is not finished. */
  clear(): Promise<void>;
  /** Answers: what of a table is here already; no rows before the first part. */
  progress(table: string): Promise<CopiedPart>;
  /** Adds the next rows of a table and how far it has come by them, both or neither. */
  add(
    table: Pick<SourceTable, 'name' | 'columns'>,
    rows: readonly CopiedRow[],
    now: CopiedPart,
  ): Promise<void>;
  /** Answers: what lies here of a table, read again from the rows themselves. */
  read(table: Pick<SourceTable, 'name' | 'columns'>): Promise<CopiedPart>;
  /** From now on the province may be served. */
  finish(meta: SourceMeta, now: string): Promise<void>;
  close(): Promise<void>;
}
