import type { CountedChange, ResultJournal } from '../ports/index.ts';
import type { Connection } from './connect.ts';

/** The journal, and what those who write say to it. */
export interface WrittenJournal extends ResultJournal {
  /** A transaction begins; what one before it noted and did not commit is forgotten. */
  begin(): void;
  /** Within the transaction: this response begins to count, or counts no more. */
  note(change: CountedChange): void;
  /** The transaction is committed, and nobody has read in between. */
  committed(): void;
  /** Something else than responses was committed: a wave, a form, a plan, weights, units. */
  setupChanged(): void;
}

/** Enough for what comes in between two looks at a table; who looks after more than that reads anew. */
const mostChanges = 20_000;

/**
 * Answers: has that changed on which results rest, and by which responses?
 * Shape:   the state is the number of commits of this connection that changed something, beside the number that SQLite gives
 *          to the commits of all others. It is told only after the commit: who reads by a state never reads older data.
 * Rule:    A-100
 */
export function createResultJournal(connection: Connection): WrittenJournal {
  let commits = 0;
  let pending: CountedChange[] = [];
  let changes: (CountedChange & { readonly commit: number })[] = [];
  /** Changes of commits up to this one are not known any more. */
  let forgotten = 0;

  const otherCommits = (): string => String(connection.pragma('data_version', { simple: true }));
  const nameOf = (commit: number): string => `${otherCommits()}.${String(commit)}`;

  return {
    version: () => nameOf(commits),
    changesSince(version) {
      const commit = Number(version.split('.')[1]);
      if (version !== nameOf(commit) || commit < forgotten) return null;
      return changes.filter((change) => change.commit > commit);
    },
    begin() {
      pending = [];
    },
    note(change) {
      pending.push(change);
    },
    committed() {
      if (pending.length === 0) return;
      commits += 1;
      for (const change of pending) changes.push({ ...change, commit: commits });
      pending = [];
      if (changes.length <= mostChanges) return;
      forgotten = commits;
      changes = [];
    },
    setupChanged() {
      commits += 1;
    },
  };
}
