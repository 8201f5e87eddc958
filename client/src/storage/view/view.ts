import * as v from 'valibot';
import type { RowChange, ShelfState } from './shelf-state.ts';

/** Where the checkpoint lies in the table `meta`. */
export const checkpointKey = 'checkpoint';
export const checkpointSchema = v.object({
  journalId: v.string(),
  offset: v.number(),
  records: v.number(),
  rows: v.number(),
});

/** Up to which record of which journal a view has followed, and how many rows it had then. */
export type Checkpoint = v.InferOutput<typeof checkpointSchema>;

/** What a view holds, where it is whole in itself. */
export interface ViewContent {
  readonly state: ShelfState;
  readonly checkpoint: Checkpoint;
}

/** The rebuildable copy of what the journal adds up to, made for a quick start. */
export interface View {
  /**
   * How far the view on the disk says it has come, told without what it takes to open it whole; null when there is none
   * to be read. Never rejects.
   */
  peek(): Promise<Checkpoint | null>;
  /** Null when there is none, it cannot be opened, or a row of it is not of today's shape. Never rejects. */
  load(): Promise<ViewContent | null>;
  /**
   * Sets these rows and the new checkpoint at once.
   * Errors:  rejects, changing nothing, when the checkpoint found is not `expected`: the view was emptied under us.
   */
  write(changes: readonly RowChange[], checkpoint: Checkpoint, expected: Checkpoint): Promise<void>;
  /** Drops whatever is there and writes this; makes the database anew if it must. */
  replace(rows: readonly RowChange[], checkpoint: Checkpoint): Promise<void>;
  close(): void;
}
