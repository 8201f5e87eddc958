import type {
  Draft,
  DraftStep,
  Enrolled,
  InboxItem,
  OutboxItem,
  Vault,
} from '../../ports/field-shelf.ts';
import type { Receipt } from '@sipas/shared/wire';
import type { JournalRecord } from '../journal/journal-record.ts';
import { type RowChange, type ShelfState, applyChange } from './shelf-state.ts';

/** Where a record lies that says one thing anew. */
const settingOf = {
  enrolled: 'enrolled',
  pin: 'pin',
  'pin-attempts': 'pinAttempts',
  preferences: 'preferences',
  place: 'place',
  package: 'package',
  contact: 'contact',
} as const;
type SettingRecord = Extract<JournalRecord, { type: keyof typeof settingOf }>;
const isSetting = (record: JournalRecord): record is SettingRecord => record.type in settingOf;

/**
 * Answers: which rows of the view one record of the journal sets, live and at a rebuild alike.
 * Shape:   state before the record, record → row changes in order; none when the record says nothing new (a step of
 *          a draft that has ended, a receipt for a form that is not here). The state is not touched.
 * Rule:    D-05
 */
export function changesOf(state: ShelfState, record: JournalRecord): readonly RowChange[] {
  if (isSetting(record))
    return [{ table: 'settings', key: settingOf[record.type], value: record.value } as RowChange];
  switch (record.type) {
    case 'draft-started':
      return [{ table: 'drafts', key: record.draft.responseId, value: record.draft }];
    case 'draft-step':
      return stepped(state, record.step);
    case 'vault':
      return vaulted(state, record.value);
    case 'draft-sealed':
      return [{ table: 'drafts', key: record.draft.responseId, value: record.draft }];
    case 'sealed-step':
      return sealedStep(state, record);
    case 'draft-discarded':
      return endedDraft(state, record.responseId);
    case 'finished':
      return [...endedDraft(state, record.item.responseId), queued(state, record.item)];
    case 'receipts':
      return received(state, record.receipts, record.incarnation);
    case 'unsent-above':
      return unsent(state, record.safeReceipt, record.incarnation);
    case 'inbox':
      return arrived(state, record.items);
    case 'handed-over':
      return handedOver(state, record.hashes, record.at);
    case 'left':
      return left(state, record.value);
  }
}

function stepped(state: ShelfState, step: DraftStep): RowChange[] {
  const draft = state.drafts.get(step.responseId);
  if (draft === undefined || 'parts' in draft) return [];
  return [{ table: 'drafts', key: step.responseId, value: draftAfter(draft, step) }];
}

function sealedStep(state: ShelfState, { responseId, part }: Part): RowChange[] {
  const draft = state.drafts.get(responseId);
  if (draft === undefined || !('parts' in draft)) return [];
  return [{ table: 'drafts', key: responseId, value: { ...draft, parts: [...draft.parts, part] } }];
}
type Part = Extract<JournalRecord, { type: 'sealed-step' }>;

/** The hash of an older version would tell the PIN sooner than the vault does. */
const vaulted = ({ settings }: ShelfState, value: Vault): RowChange[] => [
  { table: 'settings', key: 'vault', value },
  ...(settings.pin === undefined
    ? []
    : [{ table: 'settings', key: 'pin', value: null } satisfies RowChange]),
];

function draftAfter(draft: Draft, step: DraftStep): Draft {
  const { timing } = step;
  return {
    ...draft,
    answers: answersAfter(draft.answers, step),
    consent: step.consent === undefined ? draft.consent : step.consent,
    position: step.position,
    language: step.language ?? draft.language,
    timings: timing ? { ...draft.timings, [timing.question]: timing.value } : draft.timings,
    activeMs: step.activeMs,
  };
}

function answersAfter(answers: Draft['answers'], { answer }: DraftStep): Draft['answers'] {
  if (answer === undefined) return answers;
  const { question, value } = answer;
  if (value !== null) return { ...answers, [question]: value };
  return Object.fromEntries(Object.entries(answers).filter(([code]) => code !== question));
}

const endedDraft = (state: ShelfState, responseId: string): RowChange[] =>
  state.drafts.has(responseId) ? [{ table: 'drafts', key: responseId, value: null }] : [];

const queued = (state: ShelfState, item: OutboxItem): RowChange => ({
  table: 'outbox',
  key: state.placeOf.get(item.hash) ?? state.outbox.size + 1,
  value: item,
});

function received(
  state: ShelfState,
  receipts: readonly Receipt[],
  incarnation: string,
): RowChange[] {
  return receipts.flatMap((receipt): RowChange[] => {
    const key = receipt.hash === undefined ? undefined : state.placeOf.get(receipt.hash);
    const item = key === undefined ? undefined : state.outbox.get(key);
    if (key === undefined || item === undefined) return [];
    return [{ table: 'outbox', key, value: { ...item, receipt, incarnation } }];
  });
}

/**
 * Answers: which forms count as unsent again after a restore of the server: those received above its safe receipt,
 * except those received by the server as it is now, and those whose line is deleted: there is nothing left to send.
 * Rule:    D-18
 */
function unsent(state: ShelfState, safeReceipt: number, incarnation: string): RowChange[] {
  return [...state.outbox].flatMap(([key, item]): RowChange[] => {
    const lost =
      item.receipt !== null &&
      item.line !== null &&
      item.incarnation !== incarnation &&
      item.receipt.receipt > safeReceipt;
    if (!lost) return [];
    return [{ table: 'outbox', key, value: { ...item, receipt: null, incarnation: null } }];
  });
}

function arrived(state: ShelfState, items: readonly InboxItem[]): RowChange[] {
  const known = new Set([...state.inbox.values()].map((item) => item.cursor));
  const fresh = items.filter((item) => !known.has(item.cursor));
  return fresh.map((value, index) => ({
    table: 'inbox',
    key: state.inbox.size + index + 1,
    value,
  }));
}

function handedOver(state: ShelfState, hashes: readonly string[], at: string): RowChange[] {
  return hashes.flatMap((hash): RowChange[] => {
    const key = state.placeOf.get(hash);
    const item = key === undefined ? undefined : state.outbox.get(key);
    if (key === undefined || item?.receipt !== null) return [];
    return [{ table: 'outbox', key, value: { ...item, handedOverAt: at } }];
  });
}

/**
 * Answers: what is left on a phone that its surveyor gave away: the outbox, who made it, and what the server said last.
 * Shape:   enrolment (if it is that of one who left), PIN, package and inbox go; the outbox is not touched.
 * Rule:    C-30
 */
function left(state: ShelfState, former: readonly Enrolled[]): RowChange[] {
  const { enrolled, contact } = state.settings;
  const changes: RowChange[] = [{ table: 'settings', key: 'former', value: former }];
  if (enrolled !== undefined && !former.some(({ deviceId }) => deviceId === enrolled.deviceId))
    return changes;
  for (const key of ['enrolled', 'pin', 'vault', 'pinAttempts', 'package', 'place'] as const)
    if (state.settings[key] !== undefined) changes.push({ table: 'settings', key, value: null });
  for (const key of state.inbox.keys()) changes.push({ table: 'inbox', key, value: null });
  if (contact !== undefined) {
    const value = { ...contact, packageEtag: null, lastReceipt: null, pullCursor: null };
    changes.push({ table: 'settings', key: 'contact', value });
  }
  return changes;
}

/** Applies records one after the other; answers the rows that they set. */
export function applyRecords(state: ShelfState, records: readonly JournalRecord[]): RowChange[] {
  return records.flatMap((record) => {
    const changes = changesOf(state, record);
    for (const change of changes) applyChange(state, change);
    return changes;
  });
}
