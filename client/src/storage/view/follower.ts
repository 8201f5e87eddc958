import type { JournalPosition } from '../journal/journal.ts';
import { type RowChange, type ShelfState, rowsOf } from './shelf-state.ts';
import type { Checkpoint, View } from './view.ts';

/** Keeps a view behind a journal, without anybody waiting for it. */
export interface Follower {
  follow(changes: readonly RowChange[], position: JournalPosition): void;
  /** Resolves when the view has caught up, or has failed to. */
  settled(): Promise<void>;
}

/**
 * Answers: who writes to the view what the journal has made durable already.
 * Shape:   `expected` null: the view is to be written whole with the first change, or at once when `stale`.
 *          One transaction at a time, with all that came meanwhile; after a failure the next write is the whole state.
 * Errors:  throws never: a broken view costs a slower start, not an answer.
 * Rule:    D-06
 */
export function createFollower(
  view: View,
  journalId: string,
  state: ShelfState,
  start: { readonly position: JournalPosition; readonly expected: Checkpoint | null },
): Follower {
  let pending: RowChange[] = [];
  let position = start.position;
  let expected = start.expected;
  let running: Promise<void> | null = null;

  const checkpoint = (): Checkpoint => ({
    journalId,
    ...position,
    rows:
      Object.keys(state.settings).length + state.drafts.size + state.outbox.size + state.inbox.size,
  });

  async function writeOnce(): Promise<boolean> {
    const next = checkpoint();
    const changes = pending;
    const before = expected;
    pending = [];
    try {
      if (before === null) await view.replace(rowsOf(state), next);
      else await view.write(changes, next, before);
      expected = next;
      return true;
    } catch {
      expected = null;
      return before !== null;
    }
  }

  /** A failed write is tried once more as a whole; a failed whole waits for the next change. */
  async function catchUp(): Promise<void> {
    while (expected === null || pending.length > 0) if (!(await writeOnce())) return;
  }

  const kick = () => {
    running ??= catchUp().finally(() => {
      running = null;
    });
  };

  return {
    follow(changes, newPosition) {
      pending.push(...changes);
      position = newPosition;
      kick();
    },
    async settled() {
      while (running !== null) await running;
    },
  };
}
