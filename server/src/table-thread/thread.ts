import { parentPort } from 'node:worker_threads';
import { tabulateAnswers, tabulateScores } from '../use-cases/make-tables.ts';
import { createReceiver } from './held-places.ts';
import type { FromThread, TableToMake, ToThread } from './messages.ts';

/** A message of so many rows is read by the server in a few milliseconds. */
const rowsInMessage = 1_000;

/** The thread: makes a table, and gives its rows piece by piece, each when it is asked for. */
function attend(port: NonNullable<typeof parentPort>): void {
  let made: readonly unknown[] = [];
  const receive = createReceiver();
  const say = (message: FromThread): void => port.postMessage(message);
  port.on('message', (message: ToThread) => {
    try {
      if (message !== 'next') made = tabulate(receive(message));
    } catch (error) {
      say({ fault: error instanceof Error ? String(error.stack) : String(error) });
      return;
    }
    const rows = made.slice(0, rowsInMessage);
    made = made.slice(rowsInMessage);
    say({ rows, isLast: made.length === 0 });
  });
}

const tabulate = (table: TableToMake): readonly unknown[] =>
  table.kind === 'scores' ? tabulateScores(table.asked) : tabulateAnswers(table.asked);

if (parentPort !== null) attend(parentPort);
