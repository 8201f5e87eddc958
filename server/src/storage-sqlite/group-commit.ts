import type { Database } from './open-store.ts';
import { writing } from './transaction.ts';

/** Runs a write in a transaction that others may share, durable when the promise resolves. */
export type GroupCommit = <T>(work: () => T) => Promise<T>;

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
 * Source:  group commit (DeWitt and others, Implementation Techniques for Main Memory Database Systems, 1984).
 * Rule:    A-74
 */
export function createGroupCommit(db: Database): GroupCommit {
  let group: Waiting[] = [];

  function commit(): void {
    const ready = group;
    group = [];
    const together = writing(db, () => {
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
          writing(db, work).then(resolve, reject);
        },
      });
      // After everything that is ready now, and before anything that comes from outside.
      if (group.length === 1) process.nextTick(commit);
    });
}
