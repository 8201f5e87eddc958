import type { RowChange, ShelfState } from './shelf-state.ts';
import type { Checkpoint } from './view.ts';

/** How the phone stands after its journal and its view were compared. */
export interface Start {
  readonly state: ShelfState;
  /** The checkpoint of a view that only needs to follow on; null: it is to be written whole. */
  readonly expected: Checkpoint | null;
  /** The view's rows were read, not only its checkpoint. */
  readonly isVerified: boolean;
  /** Rows that such a view has not seen yet. */
  readonly behind: readonly RowChange[];
  readonly mended: number;
}
