import type { Dice } from '../../ports/clock.ts';
import type { Journal } from '../journal/journal.ts';
import { applyRecords } from './apply-record.ts';
import { recordsIn } from './records-in.ts';
import { emptyState, rowsOf } from './shelf-state.ts';
import type { Start } from './start-outcome.ts';
import type { View } from './view.ts';

/** Some 70 interviews: up to here all records are read faster than a database is opened. */
const quickReplayRecords = 5_000;

/**
 * Answers: what the phone knows at the start.
 * Shape:   a short journal without damage, whose view is absent or not ahead of it: all its records, and the view is
 *          looked at later. Otherwise the view is opened, and the two are brought together (D-09).
 * Errors:  rejects with a ShelfFault when the journal cannot be read or mended.
 * Rule:    D-19
 */
export async function startFrom(journal: Journal, view: View, dice: Dice): Promise<Start> {
  const seen = await view.peek();
  const end = journal.position();
  const isPlain =
    seen === null
      ? !journal.damaged
      : seen.journalId === journal.id && seen.offset <= end.offset && !journal.damaged;
  if (!isPlain || (seen !== null && end.records > quickReplayRecords)) {
    const { startMended } = await import('./mended-start.ts');
    return startMended(journal, seen === null ? null : await view.load(), dice);
  }
  const state = emptyState();
  applyRecords(state, recordsIn((await journal.read(null))?.payloads ?? []));
  return {
    state,
    expected: seen?.offset === end.offset ? seen : null,
    isVerified: false,
    behind: [],
    mended: seen === null ? rowsOf(state).length : 0,
  };
}
