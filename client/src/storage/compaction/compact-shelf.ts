import { deviceOf } from '../../ports/form-owner.ts';
import { frameHeadBytes } from '../journal/frame.ts';
import { parseRecord } from '../journal/journal-record.ts';
import type { Journal } from '../journal/journal.ts';
import { recordsToRestore } from '../view/mend.ts';
import {
  type RowChange,
  type ShelfState,
  applyChange,
  copyState,
  emptyState,
} from '../view/shelf-state.ts';
import { isCompactionDue } from './compaction-due.ts';
import { mayDelete } from './may-delete.ts';

/** The screen may answer a finger after so many records. */
const recordsAtOnce = 500;

/**
 * Answers: the journal of this phone written anew, if that is worth while: what makes its state, and no line that it may
 * delete.
 * Shape:   state → true when it was; only then does the state lose those lines too. Numbers, hashes, receipts and places
 *          of all forms stay, so chains, counts and lists are what they were.
 * Missing: a journal with records that today's app does not know is left as it is: they may mean something to the app that
 *          wrote them, in the order in which they lie.
 * Errors:  rejects when the journal cannot be read; it is then what it was.
 * Rule:    D-37
 */
export async function compactShelf(
  journal: Journal,
  state: ShelfState,
  leastDeadBytes: number,
): Promise<boolean> {
  const next = nextShelf(state);
  if (!isCompactionDue(journal.position().offset, bytesOf(next.payloads), leastDeadBytes))
    return false;
  return rewrite(journal, state, next);
}

/**
 * Answers: was all that is of no use any more taken off the journal, however little it is?
 * Shape:   as `compactShelf`, asked for where the worthless part is in clear, and what is new is sealed.
 * Errors:  as `compactShelf`.
 */
export const sweepShelf = (journal: Journal, state: ShelfState): Promise<boolean> =>
  rewrite(journal, state, nextShelf(state));

function nextShelf(state: ShelfState) {
  const changes = linesToDelete(state);
  const next = copyState(state);
  for (const change of changes) applyChange(next, change);
  const payloads = recordsToRestore(emptyState(), next).map((record) => JSON.stringify(record));
  return { changes, payloads };
}

async function rewrite(
  journal: Journal,
  state: ShelfState,
  { changes, payloads }: ReturnType<typeof nextShelf>,
): Promise<boolean> {
  if (!(await isKnownThroughout(journal)) || !(await journal.rewrite(payloads))) return false;
  for (const change of changes) applyChange(state, change);
  return true;
}

function linesToDelete(state: ShelfState): RowChange[] {
  const { contact } = state.settings;
  return [...state.outbox].flatMap(([key, item]): RowChange[] => {
    if (!mayDelete(item, contact)) return [];
    const value = { ...item, deviceId: deviceOf(item), line: null };
    return [{ table: 'outbox', key, value }];
  });
}

function bytesOf(payloads: readonly string[]): number {
  const encoder = new TextEncoder();
  return payloads.reduce((sum, text) => sum + encoder.encode(text).length + frameHeadBytes, 0);
}

async function isKnownThroughout(journal: Journal): Promise<boolean> {
  const payloads = (await journal.read(null))?.payloads ?? [];
  for (let from = 0; from < payloads.length; from += recordsAtOnce) {
    const some = payloads.slice(from, from + recordsAtOnce);
    if (some.some((payload) => parseRecord(payload) === null)) return false;
    await new Promise((resolve) => setTimeout(resolve));
  }
  return true;
}
