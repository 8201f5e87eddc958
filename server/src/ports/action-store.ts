import type { ActionContent } from '@sipas/shared/fixes';

/** One version of an action. The wave and its instrument never change; what people write may. */
export interface ActionRevision extends ActionContent {
  readonly actionId: string;
  /** From 1, without gaps. */
  readonly revision: number;
  readonly waveId: string;
  readonly instrumentId: string;
  /** Null: a command. */
  readonly userId: string | null;
  readonly at: string;
}

/** A version as it is read: with the name of who wrote it. */
export interface KeptAction extends ActionRevision {
  readonly by: string | null;
}

/** What was decided after a wave. */
export interface ActionStore {
  /**
   * Keeps a version of an action after the one that its writer saw.
   * Answers: `kept`; `changed` where another version came in between (or the action is not there); `full` where so many
   *          actions, or versions of this one, are there already. Nothing is written then. Promise: atomic; what is kept
   *          is never changed or deleted.
   */
  add(
    version: ActionRevision,
    most: { readonly actions: number; readonly revisions: number },
  ): Promise<'kept' | 'changed' | 'full'>;
  /** Answers: the last version of every action, and when the first one was written; by id. */
  current(): Promise<readonly (KeptAction & { readonly createdAt: string })[]>;
  /** Answers: all versions of an action, the first one first; none where it is not there. */
  history(actionId: string): Promise<readonly KeptAction[]>;
}
