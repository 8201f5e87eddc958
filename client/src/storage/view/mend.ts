import { canonicalJson } from '@sipas/shared/kernel';
import type { JournalRecord } from '../journal/journal-record.ts';
import { draftRecord, isLater } from './draft-row.ts';
import { applyRecords } from './apply-record.ts';
import { type Settings, type ShelfState, copyState } from './shelf-state.ts';

const recordTypes: Readonly<Record<keyof Settings, string>> = {
  enrolled: 'enrolled',
  pin: 'pin',
  vault: 'vault',
  pinAttempts: 'pin-attempts',
  preferences: 'preferences',
  place: 'place',
  package: 'package',
  contact: 'contact',
  former: 'left',
};

const sameContent = (left: unknown, right: unknown) =>
  left === right || canonicalJson(left) === canonicalJson(right);

/**
 * Answers: what the phone knows when its journal is not the one that the view followed (it was lost, its header was,
 * or its end was): all of the journal, and what only the view still has.
 * Shape:   `seen` = responses that the journal names anywhere: their drafts are not brought back once they ended there.
 *          Of a draft in both the one with more steps, or more active time, is the later. The journal's word on receipts stands: a form
 *          sent once more does no harm, one held for received does.
 * Rule:    D-07
 */
export function unite(
  journal: ShelfState,
  seen: ReadonlySet<string>,
  view: ShelfState,
): ShelfState {
  const united = copyState(journal);
  Object.assign(united.settings, unitedSettings(journal.settings, view.settings));
  for (const [responseId, draft] of view.drafts) {
    const written = journal.drafts.get(responseId);
    const later = written ? isLater(draft, written) : !seen.has(responseId);
    if (later) united.drafts.set(responseId, draft);
  }
  const items = [...view.outbox.values()].filter((item) => !journal.placeOf.has(item.hash));
  applyRecords(united, [
    ...items.map((item): JournalRecord => ({ type: 'finished', item })),
    { type: 'inbox', items: [...view.inbox.values()] },
  ]);
  return united;
}

/** The journal's word stands; of a surveyor who left by it, nothing comes back but the enrolment that sends the outbox. */
function unitedSettings(
  journal: ShelfState['settings'],
  view: ShelfState['settings'],
): ShelfState['settings'] {
  const former = [...(view.former ?? []), ...(journal.former ?? [])];
  const byDevice = new Map(former.map((one) => [one.deviceId, one]));
  const hasLeft = view.enrolled !== undefined && byDevice.has(view.enrolled.deviceId);
  const settings = { ...(hasLeft ? {} : view), ...journal };
  return former.length === 0 ? settings : { ...settings, former: [...byDevice.values()] };
}

/**
 * Answers: which records the journal needs so that it adds up to what the phone knows.
 * Shape:   state by the journal alone, state to reach → records; none when they are equal.
 * Rule:    D-08
 */
export function recordsToRestore(journal: ShelfState, known: ShelfState): JournalRecord[] {
  const records: JournalRecord[] = [];
  // Who left comes first: it takes settings away, which those of whoever came after then set.
  const { former, ...others } = known.settings;
  const settings = former === undefined ? others : { former, ...others };
  for (const [name, value] of Object.entries(settings))
    if (!sameContent(journal.settings[name as keyof Settings] ?? null, value))
      records.push({ type: recordTypes[name as keyof Settings], value } as JournalRecord);
  for (const item of known.outbox.values()) {
    const place = journal.placeOf.get(item.hash);
    if (place === undefined || !sameContent(journal.outbox.get(place), item))
      records.push({ type: 'finished', item });
  }
  for (const [responseId, draft] of known.drafts)
    if (!sameContent(journal.drafts.get(responseId) ?? null, draft))
      records.push(draftRecord(draft));
  for (const responseId of journal.drafts.keys())
    if (!known.drafts.has(responseId))
      records.push({ type: 'draft-discarded', responseId, reason: 'ended before the damage' });
  const cursors = new Set([...journal.inbox.values()].map((item) => item.cursor));
  const items = [...known.inbox.values()].filter((item) => !cursors.has(item.cursor));
  if (items.length > 0) records.push({ type: 'inbox', items });
  return records;
}

/** Answers: how many rows one state has and the other has not, or has otherwise. */
export function countDifferences(left: ShelfState, right: ShelfState): number {
  const rows = (state: ShelfState) =>
    new Map<string, unknown>([
      ...Object.entries(state.settings),
      ...state.drafts,
      ...[...state.outbox.values()].map((item) => [item.hash, item] as const),
      ...[...state.inbox.values()].map((item) => [item.cursor, item] as const),
    ]);
  const [leftRows, rightRows] = [rows(left), rows(right)];
  const keys = new Set([...leftRows.keys(), ...rightRows.keys()]);
  return [...keys].filter(
    (key) => !sameContent(leftRows.get(key) ?? null, rightRows.get(key) ?? null),
  ).length;
}
