import type { Dice } from '../../ports/clock.ts';
import type { JournalRecord } from '../journal/journal-record.ts';
import type { Journal, JournalTail } from '../journal/journal.ts';
import { applyRecords } from './apply-record.ts';
import { countDifferences, recordsToRestore, unite } from './mend.ts';
import { recordsIn } from './records-in.ts';
import { type ShelfState, copyState, emptyState } from './shelf-state.ts';
import type { Start } from './start-outcome.ts';
import type { Checkpoint, ViewContent } from './view.ts';

/**
 * Answers: what the phone knows, from its journal and its view together, with the journal made whole from the view where
 * it can be.
 * Shape:   the view followed this journal and all before its checkpoint still stands → its rows and the records since.
 *          It followed a whole journal to before that was written anew → the journal's word alone.
 *          Otherwise all records from the first; what only the view still knows is written back to the journal.
 *          A new epoch (chain) begins when the journal is lost, or has damage that no view vouches for: a sequence
 *          number that may have been used is never used again.
 * Rule:    D-09
 */
export async function startMended(
  journal: Journal,
  view: ViewContent | null,
  dice: Dice,
): Promise<Start> {
  if (view !== null && isEarlierGeneration(view.checkpoint, journal)) return replay(journal);
  const ours = view?.checkpoint.journalId === journal.id ? view : null;
  const tail = ours && (await journal.read(ours.checkpoint.offset));
  return (ours && tail && caughtUp(ours, tail)) ?? mend(journal, view, ours && tail, dice);
}

/** The id of a journal that was written anew is that of before with a number behind it, or a higher one. */
function isEarlierGeneration({ journalId }: Checkpoint, journal: Journal): boolean {
  if (journal.damaged) return false;
  const [ours, ourNumber = '0'] = journal.id.split('.');
  const [theirs, theirNumber = '0'] = journalId.split('.');
  return ours === theirs && Number(theirNumber) < Number(ourNumber);
}

async function replay(journal: Journal): Promise<Start> {
  const state = emptyState();
  applyRecords(state, recordsIn((await journal.read(null))?.payloads ?? []));
  return { state, expected: null, isVerified: true, behind: [], mended: 0 };
}

/** The view with the records since; null if something before or after its checkpoint is broken. */
function caughtUp({ state: viewed, checkpoint }: ViewContent, tail: JournalTail): Start | null {
  if (tail.brokenAfter > 0 || tail.recordsBefore !== checkpoint.records) return null;
  const state = copyState(viewed);
  const behind = applyRecords(state, recordsIn(tail.payloads));
  return { state, expected: checkpoint, isVerified: true, behind, mended: 0 };
}

/** `tail`: what this journal has behind the view's checkpoint; null when the view did not follow it to a place it has. */
async function mend(
  journal: Journal,
  view: ViewContent | null,
  tail: JournalTail | null,
  dice: Dice,
): Promise<Start> {
  const whole = recordsIn((await journal.read(null))?.payloads ?? []);
  const replayed = emptyState();
  applyRecords(replayed, whole);
  const known = knownWith(replayed, whole, view, tail?.payloads ?? null);
  const isAhead = tail === null && view?.checkpoint.journalId === journal.id;
  const isLostUnseen = tail === null ? journal.damaged || isAhead : tail.brokenAfter > 0;
  if (isLostUnseen || replayed.settings.enrolled === undefined) beginNewEpoch(known, dice);

  const restored = recordsToRestore(replayed, known);
  if (restored.length > 0) await journal.append(restored.map((record) => JSON.stringify(record)));
  const mended = countDifferences(view?.state ?? emptyState(), known) + restored.length;
  return { state: known, expected: null, isVerified: true, behind: [], mended };
}

function beginNewEpoch({ settings }: ShelfState, dice: Dice): void {
  if (settings.enrolled) settings.enrolled = { ...settings.enrolled, epoch: dice.hex(8) };
}

/** A view of this journal is brought up to date; any other is united with what the journal says. */
function knownWith(
  replayed: ShelfState,
  whole: readonly JournalRecord[],
  view: ViewContent | null,
  payloadsSince: readonly string[] | null,
): ShelfState {
  if (view === null) return copyState(replayed);
  if (payloadsSince === null) return unite(replayed, responsesNamed(whole), view.state);
  const known = copyState(view.state);
  applyRecords(known, recordsIn(payloadsSince));
  return known;
}

function responsesNamed(records: readonly JournalRecord[]): Set<string> {
  const named = new Set<string>();
  for (const record of records) {
    if (record.type === 'draft-started' || record.type === 'draft-sealed')
      named.add(record.draft.responseId);
    else if (record.type === 'draft-step') named.add(record.step.responseId);
    else if (record.type === 'draft-discarded' || record.type === 'sealed-step')
      named.add(record.responseId);
    else if (record.type === 'finished') named.add(record.item.responseId);
  }
  return named;
}
