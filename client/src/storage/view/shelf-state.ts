import type {
  Draft,
  Enrolled,
  InboxItem,
  OutboxItem,
  PinAttempts,
  PinRecord,
  Place,
  Preferences,
  SealedDraft,
  ServerContact,
  Vault,
} from '../../ports/field-shelf.ts';
import type { StoredPackage } from '../journal/journal-record.ts';

/** What there is one of. */
export interface Settings {
  readonly enrolled: Enrolled;
  readonly pin: PinRecord;
  readonly vault: Vault;
  readonly pinAttempts: PinAttempts;
  readonly preferences: Preferences;
  readonly place: Place;
  readonly package: StoredPackage;
  readonly contact: ServerContact;
  readonly former: readonly Enrolled[];
}

/** All that the records of a journal add up to: settings by name, drafts by response, the rest in order of arrival. */
export interface ShelfState {
  readonly settings: { -readonly [Name in keyof Settings]?: Settings[Name] };
  readonly drafts: Map<string, Draft | SealedDraft>;
  readonly outbox: Map<number, OutboxItem>;
  readonly inbox: Map<number, InboxItem>;
  /** Place in the outbox by hash. */
  readonly placeOf: Map<string, number>;
}

export type SettingChange = {
  [Name in keyof Settings]: {
    readonly table: 'settings';
    readonly key: Name;
    readonly value: Settings[Name] | null;
  };
}[keyof Settings];

/** One row of the view set, or (null) taken away. */
export type RowChange =
  | SettingChange
  | { readonly table: 'drafts'; readonly key: string; readonly value: Draft | SealedDraft | null }
  | { readonly table: 'outbox'; readonly key: number; readonly value: OutboxItem }
  | { readonly table: 'inbox'; readonly key: number; readonly value: InboxItem | null };

/** Answers: a phone on which nothing has happened yet. */
export const emptyState = (): ShelfState => ({
  settings: {},
  drafts: new Map(),
  outbox: new Map(),
  inbox: new Map(),
  placeOf: new Map(),
});

/** Answers: the same state, apart from the one it came from. */
export const copyState = (state: ShelfState): ShelfState => ({
  settings: { ...state.settings },
  drafts: new Map(state.drafts),
  outbox: new Map(state.outbox),
  inbox: new Map(state.inbox),
  placeOf: new Map(state.placeOf),
});

/** Sets one row in memory; the database sets the same row. */
export function applyChange(state: ShelfState, change: RowChange): void {
  switch (change.table) {
    case 'settings':
      if (change.value === null) Reflect.deleteProperty(state.settings, change.key);
      else Object.assign(state.settings, { [change.key]: change.value });
      return;
    case 'drafts':
      if (change.value === null) state.drafts.delete(change.key);
      else state.drafts.set(change.key, change.value);
      return;
    case 'outbox':
      state.outbox.set(change.key, change.value);
      state.placeOf.set(change.value.hash, change.key);
      return;
    case 'inbox':
      if (change.value === null) state.inbox.delete(change.key);
      else state.inbox.set(change.key, change.value);
  }
}

/** Answers: every row of a state, as changes that make it out of nothing. */
export function rowsOf(state: ShelfState): RowChange[] {
  const rows: RowChange[] = [];
  for (const [key, value] of Object.entries(state.settings))
    rows.push({ table: 'settings', key, value } as SettingChange);
  for (const [key, value] of state.drafts) rows.push({ table: 'drafts', key, value });
  for (const [key, value] of state.outbox) rows.push({ table: 'outbox', key, value });
  for (const [key, value] of state.inbox) rows.push({ table: 'inbox', key, value });
  return rows;
}
