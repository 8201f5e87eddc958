import { owedNote } from '../storage-rules/note-under-way.ts';
import { appendNote } from './append-note.ts';
import type { Database } from './database.ts';

export { noting } from '../storage-rules/note-under-way.ts';

type Carry<Tx> = <T>(tx: Tx, work: () => T) => T;
type Writing = Parameters<Parameters<Database['transaction']>[0]>[0];

/**
 * Answers: what a transaction gave, with the note of the act under way in it where it changed a row.
 * Shape:   a transaction that fails takes its note with it, and the next one of the act carries it.
 * Rule:    J-03
 */
export function carryNote<T>(db: Database, transaction: (carry: Carry<Writing>) => T): T {
  const owed = owedNote();
  if (owed === null) return transaction((_, work) => work());
  let isCarried = false;
  const done = transaction((tx, work) => {
    const before = changesOf(db);
    const value = work();
    const note = changesOf(db) === before ? null : owed.note();
    if (note !== null) appendNote(tx, note);
    isCarried = note !== null;
    return value;
  });
  owed.settle(isCarried);
  return done;
}

const changesOf = (db: Database): number =>
  Number(db.$client.prepare('select total_changes()').pluck().get());
