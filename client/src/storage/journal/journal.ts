import type { Reserve, ShelfKind } from '../../ports/field-shelf.ts';

/** Up to where a journal was read or written. */
export interface JournalPosition {
  readonly offset: number;
  readonly records: number;
}

/** Records from some place to the end. */
export interface JournalTail {
  /** Whole records before that place. */
  readonly recordsBefore: number;
  /** Broken stretches behind it. */
  readonly brokenAfter: number;
  readonly payloads: readonly string[];
}

/** The append-only truth of the phone: texts in order, each flushed before it counts. */
export interface Journal {
  readonly kind: ShelfKind;
  /** Made when the journal is made; another id is another journal, or the same one rewritten. */
  readonly id: string;
  /** Something was broken or cut when it was opened. */
  readonly damaged: boolean;
  reserve(): Reserve;
  /** The end, now. */
  position(): JournalPosition;
  /**
   * Promise: all of them lie flushed on the disk, in order, or none does.
   * Errors:  rejects with a ShelfFault.
   */
  append(payloads: readonly string[]): Promise<JournalPosition>;
  /**
   * Puts these in the place of all that is there: they must add up to the same.
   * Promise: whatever stops it, the journal has all of the old or all of the new, never a part; then it has another id.
   * Shape:   → false, and nothing has changed, where there is no room, or this kind of journal is never rewritten.
   * Errors:  rejects never, unless the journal is closed.
   */
  rewrite(payloads: readonly string[]): Promise<boolean>;
  /** From the end of a record (null = from the beginning) on; null if no record ends there. */
  read(from: number | null): Promise<JournalTail | null>;
  close(): Promise<void>;
}
