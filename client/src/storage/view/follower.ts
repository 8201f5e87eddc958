import type { JournalPosition } from '../journal/journal.ts';
import { type RowChange, type ShelfState, rowsOf } from './shelf-state.ts';
import type { Start } from './start-outcome.ts';
import type { Checkpoint, View } from './view.ts';

/** Keeps a view behind a journal, without anybody waiting for it. */
export interface Follower {
  follow(changes: readonly RowChange[], position: JournalPosition): void;
  /** What was written just now is worth a second copy at once: a form is finished, a phone is enrolled. */
  hasten(): void;
  /** The journal was written anew: its places are others, and the view is written whole. */
  startOver(journalId: string, position: JournalPosition): void;
  /** Resolves when the view has caught up, or has failed to. */
  settled(): Promise<void>;
}

const lostAfterMs = 1_000;

interface Following {
  readonly view: View;
  readonly journalId: string;
  readonly position: JournalPosition;
  readonly start: Start;
  /** The first write waits so long for more: the first moments belong to the surveyor. */
  readonly firstAfterMs: number;
}

/**
 * Answers: who writes to the view what the journal has made durable already.
 * Shape:   begins with what the start found wrong or behind. A view of which only the checkpoint was seen is read once,
 *          and written whole if a row of it is not as it should be. One transaction at a time, with all that came
 *          meanwhile; after a failure the next write is the whole state. What is worth it, a finished form, does not wait for
 *          the first write.
 * Errors:  throws never: a broken view costs a slower start, not an answer.
 * Rule:    D-06
 */
export function createFollower({
  view,
  journalId: startId,
  position: startPosition,
  start,
  firstAfterMs,
}: Following): Follower {
  const { state } = start;
  let pending: RowChange[] = [...start.behind];
  let journalId = startId;
  let position = startPosition;
  let expected = start.expected;
  let isVerified = start.isVerified;
  let running: Promise<void> | null = null;
  let hasBegun = false;
  let delay: ReturnType<typeof setTimeout> | null = null;

  async function writeOnce(): Promise<boolean> {
    const next = { journalId, ...position, rows: rowCount(state) };
    const changes = pending;
    const before = expected;
    pending = [];
    try {
      if (before === null) await view.replace(rowsOf(state), next);
      else await view.write(changes, next, before);
      // Written anew meanwhile: this checkpoint lies in the journal of before.
      expected = journalId === next.journalId ? next : null;
      return true;
    } catch {
      expected = null;
      return before !== null;
    }
  }

  /** A failed write is tried once more as a whole; a failed whole waits for the next change. */
  async function catchUp(): Promise<void> {
    if (!isVerified && expected !== null) {
      const found = await verified(view, expected);
      expected = journalId === found?.journalId ? found : null;
    }
    isVerified = true;
    while (expected === null || pending.length > 0) if (!(await writeOnce())) return;
  }

  const run = () => {
    hasBegun = true;
    if (delay !== null) clearTimeout(delay);
    delay = null;
    running ??= catchUp().finally(() => {
      running = null;
    });
  };

  const runSoon = (afterMs = firstAfterMs) => {
    if (hasBegun || afterMs === 0) run();
    else delay ??= setTimeout(run, afterMs);
  };

  const isDue = expected === null ? rowCount(state) > 0 : pending.length > 0 || !isVerified;
  // Forms of which no second copy is left do not wait as long as a step.
  const isLost = expected === null && state.outbox.size > 0;
  if (isDue) runSoon(isLost ? Math.min(firstAfterMs, lostAfterMs) : firstAfterMs);

  return {
    follow(changes, newPosition) {
      pending.push(...changes);
      position = newPosition;
      runSoon();
    },
    hasten: () => {
      if (delay !== null) run();
    },
    startOver(newId, newPosition) {
      journalId = newId;
      position = newPosition;
      expected = null;
      runSoon();
    },
    async settled() {
      if (delay !== null) run();
      while (running !== null) await running;
    },
  };
}

const rowCount = ({ settings, drafts, outbox, inbox }: ShelfState): number =>
  Object.keys(settings).length + drafts.size + outbox.size + inbox.size;

async function verified(view: View, expected: Checkpoint): Promise<Checkpoint | null> {
  const found = (await view.load())?.checkpoint;
  const isSame = found?.journalId === expected.journalId && found.offset === expected.offset;
  return isSame ? expected : null;
}
