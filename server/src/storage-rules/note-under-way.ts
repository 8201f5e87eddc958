import { AsyncLocalStorage } from 'node:async_hooks';
import type { AuditNote } from '@sipas/shared/audit';

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

/** A note that the act under way still owes. */
export interface OwedNote {
  note(): AuditNote | null;
  /** Whether a transaction that was committed carried it. */
  settle(isCarried: boolean): void;
}

/** Answers: the note that no transaction of the act under way has carried yet; null where there is none. */
export function owedNote(): OwedNote | null {
  const act = underWay.getStore();
  if (act === undefined || act.isNoted || act.isOver) return null;
  return {
    note: act.note,
    settle(isCarried) {
      act.isNoted = isCarried;
    },
  };
}
