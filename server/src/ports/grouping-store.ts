import type { GroupingContent } from '@sipas/shared/admin-units';

/** One version of a grouping that people wrote, after the one that was shipped (revision 0). */
export interface GroupingRevision extends GroupingContent {
  readonly groupingId: string;
  /** From 1, without gaps. */
  readonly revision: number;
  /** Null: a command. */
  readonly userId: string | null;
  readonly at: string;
}

/** A version as it is read: with the name of who wrote it. */
export interface KeptGrouping extends GroupingRevision {
  readonly by: string | null;
}

/** What people made of the groupings that were shipped. */
export interface GroupingStore {
  /**
   * Keeps a version after the one that its writer saw, unless an area that it leaves out is where somebody works.
   * Answers: `kept`; `changed` where another version came in between; `full` where there are that many already; the names of
   *          the people whose areas name what is left out. Nothing is written but for `kept`. Promise: atomic; what is kept
   *          is never changed or deleted, and what the wave store answers of groupings follows at once.
   */
  add(
    version: GroupingRevision,
    most: number,
  ): Promise<'kept' | 'changed' | 'full' | { readonly workedBy: readonly string[] }>;
  /** Answers: the grouping as it was shipped; null where there is none. */
  shipped(groupingId: string): Promise<(GroupingContent & { readonly title: string }) | null>;
  /** Answers: all versions that were written, the first one first. */
  history(groupingId: string): Promise<readonly KeptGrouping[]>;
}
