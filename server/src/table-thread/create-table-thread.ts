import { Worker } from 'node:worker_threads';
import { ok, refuse } from '@sipas/shared/kernel';
import type { Made, TableMaker } from '../ports/index.ts';
import { tablesHere } from '../use-cases/make-tables.ts';
import { createSender } from './held-places.ts';
import type { FromThread, TableToMake, ToThread } from './messages.ts';

export interface TableThread extends TableMaker {
  /** Ends the thread: nobody waits for its tables any more, and it makes no others. */
  stop(): Promise<void>;
}

interface Waiting {
  readonly table: TableToMake;
  readonly rows: unknown[];
  readonly resolve: (made: Made<never>) => void;
  readonly reject: (error: Error) => void;
}

/** Each holds the counts of its wave, tens of megabytes, and takes seconds: the last of so many waits about half a minute. */
const mostWaiting = 8;
const busy = refuse({ code: 'server.busy', retryAfterSeconds: 15 } as const);

/**
 * Answers: tables, made in a thread of their own: deciding what is hidden takes up to seconds, in which phones and people
 *          would wait for an answer. A table of scores without groups hides next to nothing and is made here, at once. Counts
 *          that the thread has are not sent again, and what it found of them it need not find again.
 * Shape:   one table after the other, as they were asked for: a table is handed over when all rows of the one before are
 *          here. Eight wait, more are refused; one whose reader has gone is let go. The thread begins with the first, holds
 *          no process open, and begins anew after a defect, for those that wait.
 * Errors:  server.busy. Throws what the thread threw; throws where the thread ends before the table is made, and after stop.
 * Rule:    A-65
 */
export function createTableThread(): TableThread {
  const waiting: Waiting[] = [];
  let current: Waiting | null = null;
  let thread: Worker | null = null;
  let isStopped = false;
  let sender = createSender();

  function begin(): Worker {
    const begun = new Worker(new URL('./thread.ts', import.meta.url));
    sender = createSender();
    begun.on('message', (message: FromThread) => {
      if (begun === thread) take(begun, message);
    });
    begun.on('error', (error) => end(begun, error as Error));
    begun.on('exit', () => end(begun, new Error('the thread that makes tables ended')));
    // Last, since whoever listens for messages holds the process open.
    begun.unref();
    return begun;
  }

  /** Only the table that was being made is lost. */
  function end(which: Worker, error: Error): void {
    if (which !== thread) return;
    thread = null;
    current?.reject(error);
    makeNext();
  }

  function take(from: Worker, message: FromThread): void {
    if (current === null) return;
    if ('fault' in message) {
      current.reject(new Error(message.fault));
      makeNext();
      return;
    }
    for (const row of message.rows) current.rows.push(row);
    if (message.isLast) {
      current.resolve(ok(current.rows as never));
      makeNext();
      return;
    }
    // Others have their turn between two pieces.
    setImmediate(() => from.postMessage('next' satisfies ToThread));
  }

  function makeNext(): void {
    current = waiting.shift() ?? null;
    if (current === null) return;
    try {
      thread ??= begin();
      thread.postMessage(sender.pack(current.table) satisfies ToThread);
    } catch (error) {
      sender.failed();
      current.reject(error as Error);
      makeNext();
    }
  }

  const make = <Rows>(table: TableToMake, gone?: AbortSignal): Promise<Made<Rows>> =>
    new Promise((resolve, reject) => {
      if (isStopped) throw new Error('the thread that makes tables was stopped');
      if (waiting.length >= mostWaiting || gone?.aborted === true) {
        resolve(busy);
        return;
      }
      const one: Waiting = { table, rows: [], resolve, reject };
      waiting.push(one);
      gone?.addEventListener('abort', () => letGo(one), { once: true });
      if (current === null) makeNext();
    });

  /** One that is being made is made to its end: the thread cannot be asked to leave it. */
  function letGo(one: Waiting): void {
    const place = waiting.indexOf(one);
    if (place === -1) return;
    waiting.splice(place, 1);
    one.resolve(busy);
  }

  return {
    scores: (asked, gone) =>
      asked.groups === null ? tablesHere.scores(asked) : make({ kind: 'scores', asked }, gone),
    answers: (asked, gone) => make({ kind: 'answers', asked }, gone),
    async stop() {
      isStopped = true;
      const stopped = new Error('the thread that makes tables was stopped');
      for (const { reject } of waiting.splice(0)) reject(stopped);
      await thread?.terminate();
    },
  };
}
