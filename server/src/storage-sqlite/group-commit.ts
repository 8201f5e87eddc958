import type { Database } from './open-store.ts';
import { writing } from './transaction.ts';

/** Runs a write in a transaction that others may share, durable when the promise resolves. */
export type GroupCommit = <T>(work: () => T) => Promise<T>;

/** Who hears of transactions. */
interface Around {
  begin(): void;
  committed(): void;
}

interface Waiting {
  readonly settle: () => void;
  readonly alone: () => void;
  readonly run: () => void;
}

/**
 * Answers: how do several writes that are ready at once share what a commit costs?
 * Shape:   writes that are asked for before the loop turns again → one transaction, in the order of asking. Nothing else
 *          comes between the asking and the transaction, so what was judged to hold still holds.
 * Errors:  where the transaction fails, nothing of it is kept and each write is done again in one of its own: each promise is
 *          rejected for its own reason, and no write fails for another's.
 *          `around` is told of every transaction, when it begins and when it is committed.
 * Source:  group commit (DeWitt and others, Implementation Techniques for Main Memory Database Systems, 1984).
 * Rule:    A-74
 */
export function createGroupCommit(db: Database, around?: Around): GroupCommit {
  let group: Waiting[] = [];

  const transaction = <T>(work: () => T): Promise<T> =>
    writing(
      db,
      () => {
        around?.begin();
        return work();
      },
      () => around?.committed(),
    );

  function commit(): void {
    const ready = group;
    group = [];
    const together = transaction(() => {
      for (const { run } of ready) run();
    });
    together.then(
      () => {
        for (const { settle } of ready) settle();
      },
      () => {
        for (const { alone } of ready) alone();
      },
    );
  }

  return <T>(work: () => T) =>
    new Promise<T>((resolve, reject) => {
      let value: T;
      group.push({
        run: () => {
          value = work();
        },
        settle: () => {
          resolve(value);
        },
        alone: () => {
          transaction(work).then(resolve, reject);
        },
      });
      // After everything that is ready now, and before anything that comes from outside.
      if (group.length === 1) process.nextTick(commit);
    });
}
