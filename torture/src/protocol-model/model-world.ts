import { type SendEvent, nextStep } from '../../../client/src/outbox/next-step.ts';
import { trustedReceipts } from '../../../client/src/outbox/trusted-receipts.ts';
import type { HeldItem, ServerContact } from '../../../client/src/ports/field-shelf.ts';
import { mayDelete } from '../../../client/src/storage/compaction/may-delete.ts';
import type { JournalRecord } from '../../../client/src/storage/journal/journal-record.ts';
import type { HistoryEvent } from '../history.ts';
import {
  type Answer,
  type ModelPhone,
  append,
  createPhone,
  headsOf,
  itemsLeft,
  unsentCount,
} from './model-phone.ts';
import {
  type Line,
  type Store,
  acceptLines,
  copyStore,
  emptyStore,
  lastReceipt,
  missingOf,
} from './model-store.ts';
import type { ModelBug } from './outline.ts';

/** Something on its way: a request, or the answer to one. */
export type Message = { readonly phone: ModelPhone; readonly batchId: string } & (
  | {
      readonly tag: 'hello';
      readonly deviceId: string;
      readonly heads: ReturnType<typeof headsOf>;
    }
  | { readonly tag: 'push'; readonly lines: readonly Line[] }
  | { readonly tag: 'answer'; readonly answer: Answer }
);

/** When a server process dies in the middle of a request. */
export type ServerDeath = 'before the commit' | 'after the commit' | null;

export interface World {
  readonly bug: ModelBug | null;
  readonly phones: readonly ModelPhone[];
  /** Null: lost, and not restored yet. */
  store: Store | null;
  readonly backups: Store[];
  readonly net: Message[];
  /** Batch files at the office or on a stick. */
  readonly files: (readonly Line[])[];
  readonly lines: Map<string, Line>;
  readonly history: HistoryEvent[];
  /** Counters, so that names never repeat. */
  made: number;
  lives: number;
}

export function createWorld(bug: ModelBug | null): World {
  return {
    bug,
    phones: [createPhone('A', 'A0'), createPhone('B', 'B0')],
    store: emptyStore('i0'),
    backups: [],
    net: [],
    files: [],
    lines: new Map(),
    history: [],
    made: 0,
    lives: 0,
  };
}

const mostInNet = 6;
/** Long after every receipt, so that age alone keeps no line. */
const serverTime = '2027-01-01T00:00:00.000Z' as never;

function send(world: World, message: Message): void {
  if (world.net.length >= mostInNet) world.net.shift();
  world.net.push(message);
}

export const lineOf = ({ lines }: World, hash: string): Line => {
  const line = lines.get(hash);
  if (line === undefined) throw new Error(`no form has the hash ${hash}`);
  return line;
};

/** One small step of a phone: keep one record, read an answer, or begin a round. */
export function turnPhone(world: World, phone: ModelPhone, cause: 'asked' | 'timer' | 'online') {
  const record = phone.todo.shift();
  if (record !== undefined) append(phone, record);
  else if (phone.answer !== null) readAnswer(world, phone, phone.answer);
  else if (phone.asked === null)
    follow(world, phone, { tag: 'woken', cause, unsent: unsentCount(phone), sinceContactMs: null });
  if (phone.todo.length > 0 || phone.then === null) return;
  const { then } = phone;
  phone.then = null;
  const left = then.tag === 'greeted' || then.tag === 'pushed' ? itemsLeft(phone).length : 0;
  follow(world, phone, 'toSend' in then ? { ...then, toSend: left } : then);
}

/** A request that is not answered in time: nothing is known. */
export function timeOut(world: World, phone: ModelPhone): void {
  if (phone.asked === null) return;
  const lines = phone.asked.page.length;
  phone.asked = phone.answer = null;
  follow(world, phone, { tag: 'failed', problem: null, retryAfterMs: null, lines, share: 0.5 });
}

/** What the product's sender says is done; package and pull are answered at once, they hold no form. */
function follow(world: World, phone: ModelPhone, event: SendEvent): void {
  const { state, action } = nextStep(phone.sending, event);
  phone.sending = state;
  if (action.tag === 'hello') ask(world, phone, []);
  else if (action.tag === 'push') ask(world, phone, itemsLeft(phone).slice(0, action.limit));
  else if (action.tag === 'package') follow(world, phone, { tag: 'fetched' });
  else if (action.tag === 'pull')
    follow(world, phone, { tag: 'pulled', unsent: unsentCount(phone), share: 0.5 });
}

function ask(world: World, phone: ModelPhone, page: readonly HeldItem[]): void {
  world.made += 1;
  const batchId = `b${world.made}`;
  phone.asked = { batchId, page };
  const head = { phone, batchId };
  if (page.length === 0) {
    send(world, { ...head, tag: 'hello', deviceId: phone.deviceId, heads: headsOf(phone) });
    return;
  }
  send(world, { ...head, tag: 'push', lines: page.map(({ hash }) => lineOf(world, hash)) });
  if (world.bug === 'delete on send') for (const { hash } of page) phone.deleted.add(hash);
}

/** What is kept of an answer, in the order of `exchange`; each record is a step of its own. */
function readAnswer(world: World, phone: ModelPhone, answer: Answer): void {
  const { asked } = phone;
  phone.asked = phone.answer = null;
  if (asked === null) return;
  if (answer.tag === 'refused') {
    const problem = { recovery: 'needs-person', code: 'batch.refused', detail: '' } as const;
    const lines = asked.page.length;
    follow(world, phone, { tag: 'failed', problem, retryAfterMs: null, lines, share: 0.5 });
    return;
  }
  const { incarnation, safeReceipt } = answer.value;
  const before = phone.memory.settings.contact;
  const records: JournalRecord[] = [];
  if (before !== undefined && before.incarnation !== incarnation)
    records.push({
      type: 'unsent-above',
      safeReceipt: Math.min(before.safeReceipt, safeReceipt),
      incarnation,
    });
  if (answer.tag === 'hello') {
    phone.missing = answer.value.missing;
    phone.answered.clear();
    phone.then = { tag: 'greeted', toSend: 0, packageDiffers: false };
  } else {
    const receipts = trustedReceipts(asked.page, asked.batchId, answer.value);
    for (const { hash, outcome, receipt } of receipts)
      world.history.push({ type: 'receipt', hash: hash ?? '', outcome, receipt, incarnation });
    records.push({ type: 'receipts', receipts, incarnation });
    for (const { hash } of asked.page) phone.answered.add(hash);
    phone.then = { tag: 'pushed', toSend: 0 };
  }
  records.push({
    type: 'contact',
    value: { incarnation, safeReceipt, serverTime } as unknown as ServerContact,
  });
  phone.todo = records;
}

/** A message arrives. What the server of then answers goes back into the network. */
export function deliver(world: World, message: Message, death: ServerDeath): void {
  if (message.tag === 'answer') {
    const { phone, batchId, answer } = message;
    if (phone.isAlive && phone.asked?.batchId === batchId) phone.answer = answer;
    return;
  }
  const answer = serve(world, message, death);
  const { phone, batchId } = message;
  if (answer !== null) send(world, { phone, batchId, tag: 'answer', answer });
}

function serve(
  world: World,
  message: Exclude<Message, { tag: 'answer' }>,
  death: ServerDeath,
): Answer | null {
  const { store } = world;
  if (store === null) return null;
  if (message.tag === 'hello') {
    if (death === 'before the commit') return null;
    recordHeads(world, store, message);
    const { incarnation, safeReceipt } = store;
    const missing = missingOf(store, message.deviceId);
    return death === null ? { tag: 'hello', value: { incarnation, safeReceipt, missing } } : null;
  }
  if (world.bug === 'all-or-nothing batch' && message.lines.some(({ isBad }) => isBad))
    return { tag: 'refused' };
  const receipts = commit(world, store, message.lines, death);
  if (receipts === null) return null;
  const { batchId } = message;
  const { incarnation, safeReceipt } = store;
  const value = { protocol: 1 as const, batchId, serverTime, incarnation, safeReceipt, receipts };
  return { tag: 'push', value };
}

/** Answers: the receipts of these lines; null where the server died before it could answer. */
export function commit(
  { bug }: Pick<World, 'bug'>,
  store: Store,
  lines: readonly Line[],
  death: ServerDeath,
) {
  if (death === 'before the commit')
    return bug === 'receipt before commit' ? acceptLines(copyStore(store), lines, bug) : null;
  const isTorn = bug === 'counts outside the transaction' && death !== null;
  const receipts = acceptLines(store, lines, bug, !isTorn);
  return death === null ? receipts : null;
}

function recordHeads(world: World, store: Store, { deviceId, heads }: Message & { tag: 'hello' }) {
  for (const { epoch, headSeq } of heads) {
    const name = `${deviceId} ${epoch}`;
    const seq = Math.max(headSeq, store.heads.get(name)?.seq ?? 0);
    store.heads.set(name, { deviceId, epoch, seq });
    world.history.push({ type: 'head-reported', phone: deviceId, epoch, headSeq });
  }
}

/** The lines that may go by the product's own rule, all of them old enough: the bug asks for nothing but a receipt. */
export function deleteSafe({ bug }: World, phone: ModelPhone): void {
  const { contact } = phone.memory.settings;
  for (const item of phone.memory.outbox.values())
    if (bug === 'purge on stored' ? item.receipt !== null : mayDelete(item, contact))
      phone.deleted.add(item.hash);
}

export function backUp({ store, backups, history }: World): void {
  if (store === null) return;
  const backup = String(backups.length);
  backups.push(copyStore(store));
  store.safeReceipt = lastReceipt(store);
  history.push({ type: 'backed-up', backup, receipt: store.safeReceipt });
}

/** The newest backup becomes the store; without any it begins empty. */
export function restore(world: World): void {
  world.lives += 1;
  const incarnation = `i${world.lives}`;
  const newest = world.backups.at(-1);
  world.store = newest ? copyStore(newest, incarnation) : emptyStore(incarnation);
  const backup = newest ? String(world.backups.length - 1) : null;
  world.history.push({ type: 'restored', backup, incarnation });
}
