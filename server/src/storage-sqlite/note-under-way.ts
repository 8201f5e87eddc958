import { AsyncLocalStorage } from 'node:async_hooks';
import type { AuditNote } from '@sipas/shared/audit';
import { appendNote } from './append-note.ts';
import type { Database } from './database.ts';

interface UnderWay {
  readonly note: () => AuditNote | null;
  isNoted: boolean;
  isOver: boolean;
}

/** The act whose work goes on. Of what outlives it nothing more is noted. */
const underWay = new AsyncLocalStorage<UnderWay>();

/** Runs the work of an act. Answers: what it gave, and whether a transaction of it carried the note. */
export async function noting<T>(
  note: UnderWay['note'],
  work: () => Promise<T>,
): Promise<{ readonly value: T; readonly isNoted: boolean }> {
  const act: UnderWay = { note, isNoted: false, isOver: false };
  try {
    const value = await underWay.run(act, work);
    return { value, isNoted: act.isNoted };
  } finally {
    act.isOver = true;
  }
}

type Carry<Tx> = <T>(tx: Tx, work: () => T) => T;
type Writing = Parameters<Parameters<Database['transaction']>[0]>[0];

/**
 * Answers: what a transaction gave, with the note of the act under way in it where it changed a row.
 * Shape:   a transaction that fails takes its note with it, and the next one of the act carries it.
 * Rule:    J-03
 */
export function carryNote<T>(db: Database, transaction: (carry: Carry<Writing>) => T): T {
  const act = underWay.getStore();
  if (act === undefined || act.isNoted || act.isOver) return transaction((_, work) => work());
  let isCarried = false;
  const done = transaction((tx, work) => {
    const before = changesOf(db);
    const value = work();
    const note = changesOf(db) === before ? null : act.note();
    if (note !== null) appendNote(tx, note);
    isCarried = note !== null;
    return value;
  });
  act.isNoted = isCarried;
  return done;
}

const changesOf = (db: Database): number =>
  Number(db.$client.prepare('select total_changes()').pluck().get());
