import type { HelloAnswer, PushAnswer } from '@sipas/shared/wire';
import { itemsToSend } from '../../../client/src/outbox/items-to-send.ts';
import {
  type SendEvent,
  type SendState,
  restingState,
} from '../../../client/src/outbox/next-step.ts';
import type { HeldItem } from '../../../client/src/ports/field-shelf.ts';
import { chainHeads } from '../../../client/src/storage/chain.ts';
import type { JournalRecord } from '../../../client/src/storage/journal/journal-record.ts';
import { applyRecords } from '../../../client/src/storage/view/apply-record.ts';
import {
  type ShelfState,
  copyState,
  emptyState,
} from '../../../client/src/storage/view/shelf-state.ts';

/** What a phone asked and waits for. */
export interface Asked {
  readonly batchId: string;
  readonly page: readonly HeldItem[];
}

export type Answer =
  | {
      readonly tag: 'hello';
      readonly value: Pick<HelloAnswer, 'incarnation' | 'safeReceipt' | 'missing'>;
    }
  | { readonly tag: 'push'; readonly value: PushAnswer }
  | { readonly tag: 'refused' };

/**
 * A phone. Durable are journal, deleted, draft and the view (which may be late, or gone); the rest dies with the page.
 * What records add up to, the numbers of the chain, what to send and what to do next is the product's own code; here are
 * only the order of the writes (as in `exchange`) and what can break between two of them.
 */
export interface ModelPhone {
  readonly name: string;
  deviceId: string;
  isAlive: boolean;
  journal: JournalRecord[];
  /** Hashes whose sealed copy was deleted. */
  deleted: Set<string>;
  draft: string | null;
  view: { readonly state: ShelfState; readonly draft: string | null } | null;
  memory: ShelfState;
  sending: SendState;
  todo: JournalRecord[];
  then: SendEvent | null;
  asked: Asked | null;
  answer: Answer | null;
  missing: HelloAnswer['missing'];
  answered: Set<string>;
  /** Days of its own clock, which may jump. */
  day: number;
  /** Another phone has the same storage. */
  isCopied: boolean;
  /** It lost records that a server or a file may hold. */
  hasForgotten: boolean;
}

export function createPhone(name: string, epoch: string): ModelPhone {
  const phone: ModelPhone = {
    name,
    deviceId: name,
    isAlive: true,
    journal: [],
    deleted: new Set(),
    draft: null,
    view: null,
    memory: emptyState(),
    sending: restingState,
    todo: [],
    then: null,
    asked: null,
    answer: null,
    missing: [],
    answered: new Set(),
    day: 0,
    isCopied: false,
    hasForgotten: false,
  };
  append(phone, enrolledIn(epoch));
  return phone;
}

const enrolledIn = (epoch: string): JournalRecord =>
  ({ type: 'enrolled', value: { epoch } }) as unknown as JournalRecord;

export function append(phone: ModelPhone, record: JournalRecord): void {
  phone.journal.push(record);
  applyRecords(phone.memory, [record]);
}

/** The page dies and comes again: only what is durable is left. */
export function restart(phone: ModelPhone): void {
  phone.memory = emptyState();
  applyRecords(phone.memory, phone.journal);
  phone.sending = restingState;
  phone.todo = [];
  phone.then = null;
  phone.asked = null;
  phone.answer = null;
  phone.missing = [];
  phone.answered.clear();
}

export const epochOf = ({ memory }: ModelPhone): string => memory.settings.enrolled?.epoch ?? '';

export const headsOf = (phone: ModelPhone) =>
  chainHeads(phone.memory.outbox.values(), epochOf(phone));

/** Sealed copies that still lie here. */
export const heldItems = ({ memory, deleted }: ModelPhone): HeldItem[] =>
  [...memory.outbox.values()].filter(
    (item): item is HeldItem => item.line !== null && !deleted.has(item.hash),
  );

export const itemsLeft = (phone: ModelPhone): HeldItem[] =>
  itemsToSend(heldItems(phone), phone.missing).filter(({ hash }) => !phone.answered.has(hash));

export const unsentCount = (phone: ModelPhone): number =>
  heldItems(phone).filter(({ receipt }) => receipt === null).length;

export function catchUpView(phone: ModelPhone): void {
  phone.view = { state: copyState(phone.memory), draft: phone.draft };
}

/** The journal is gone: what the view still knows becomes a new one, in this epoch (as in D-07 to D-09). */
export function loseJournal(phone: ModelPhone, epoch: string): void {
  const { view } = phone;
  const known = view?.state ?? emptyState();
  const { contact } = known.settings;
  phone.journal = [
    enrolledIn(epoch),
    ...[...known.outbox.values()].map((item): JournalRecord => ({ type: 'finished', item })),
    ...(contact === undefined ? [] : [{ type: 'contact', value: contact } as const]),
  ];
  phone.draft = view?.draft ?? null;
  phone.hasForgotten = true;
  restart(phone);
}

/** All of a phone's storage is put on another one, which goes on as if it were the first. */
export function copyPhone(from: ModelPhone, to: ModelPhone): void {
  to.deviceId = from.deviceId;
  to.journal = [...from.journal];
  to.deleted = new Set(from.deleted);
  to.draft = from.draft;
  to.view = from.view;
  to.hasForgotten = from.hasForgotten;
  from.isCopied = to.isCopied = true;
  restart(to);
}
