import type { EnvelopeKind } from '@sipas/shared/wire';
import { chainHeads } from '../../../client/src/storage/chain.ts';
import { emptyState } from '../../../client/src/storage/view/shelf-state.ts';
import { type FinalContent, judgeHistory, printViolation } from '../history.ts';
import { allowEither, tellKept } from '../tell-history.ts';
import {
  type ModelPhone,
  append,
  catchUpView,
  copyPhone,
  epochOf,
  heldItems,
  loseJournal,
  restart,
  unsentCount,
} from './model-phone.ts';
import { type Line, acceptLines, emptyStore, missingOf, recount } from './model-store.ts';
import {
  type ServerDeath,
  type World,
  backUp,
  commit,
  createWorld,
  deleteSafe,
  deliver,
  lineOf,
  restore,
  timeOut,
  turnPhone,
} from './model-world.ts';
import type { ModelBug } from './outline.ts';
import { type Happening, schedules } from './steps.ts';

/**
 * Answers: what goes wrong in this schedule, with this bug built in or none?
 * Shape:   steps → violations, judged twice: at the last step, as it stands, and after the faults stopped and every phone
 *          that lives had its rounds. One store is also filled again backwards: the order must not count.
 */
export function runSchedule(steps: readonly number[], bug: ModelBug | null): readonly string[] {
  const world = createWorld(bug);
  for (const step of steps) live(world, step);
  const now = judge(world, false);
  if (now.length > 0) return now;
  calmDown(world);
  return [...judge(world, true), ...judgeOrder(world)];
}

/** What a step does to one phone; `die` decides what is left open. */
const onPhones: Partial<Record<Happening, (given: OnPhone) => void>> = {
  turn: ({ world, phone, die }) => turnPhone(world, phone, causes[die % 3] ?? 'asked'),
  finish: ({ world, phone, die }) => finish(world, phone, die),
  'open a draft': ({ world, phone }) => {
    world.made += 1;
    phone.draft ??= `r${world.made}`;
  },
  'time out': ({ world, phone }) => timeOut(world, phone),
  'crash a page': ({ phone }) => restart(phone),
  'view catches up': ({ phone }) => catchUpView(phone),
  'lose the view': ({ phone }) => {
    phone.view = null;
  },
  'lose the journal': ({ world, phone }) => clear(world, phone),
  'destroy a phone': ({ world, phone }) => {
    phone.isAlive = false;
    world.history.push({ type: 'phone-destroyed', phone: phone.name });
  },
  'copy a phone': ({ world, phone, other }) => copy(world, phone, other),
  'jump a clock': ({ phone, die }) => {
    phone.day = (die % 4000) - 2000;
  },
  'delete what is safe': ({ world, phone }) => deleteSafe(world, phone),
  'write a file': ({ world, phone }) => {
    world.files.push(unsentLines(world, phone));
  },
};

/** What a step does to the network or the server. */
const elsewhere: Partial<Record<Happening, (world: World, die: number) => void>> = {
  deliver: (world, die) => {
    const [message] = world.net.splice(die % Math.max(1, world.net.length), 1);
    if (message !== undefined) deliver(world, message, deathOf(die));
  },
  'drop a message': (world, die) => {
    world.net.splice(die % Math.max(1, world.net.length), 1);
  },
  'repeat a message': (world, die) => {
    const message = world.net[die % Math.max(1, world.net.length)];
    if (message !== undefined) deliver(world, message, deathOf(die));
  },
  'back up': backUp,
  'lose the server': (world) => {
    world.store = null;
  },
  restore,
  'import a file': importFile,
};

const causes = ['asked', 'timer', 'online'] as const;

interface OnPhone {
  readonly world: World;
  readonly phone: ModelPhone;
  readonly other: ModelPhone;
  readonly die: number;
}

function live(world: World, step: number): void {
  const happening = schedules.happeningOf(step);
  const die = schedules.dieOf(step);
  elsewhere[happening]?.(world, die);
  const phone = world.phones[die & 1];
  const other = world.phones[1 - (die & 1)];
  if (phone?.isAlive === true && other !== undefined)
    onPhones[happening]?.({ world, phone, other, die: die >>> 1 });
}

const deathOf = (die: number): ServerDeath =>
  (['before the commit', 'after the commit'] as const)[(die >>> 6) % 12] ?? null;

const kinds: readonly EnvelopeKind[] = ['final', 'final', 'final', 'correction', 'withdrawal'];

function finish(world: World, phone: ModelPhone, die: number): void {
  world.made += 1;
  const { responseId, revision, kind, isNew } = chooseForm(world, phone, die);
  const chain = world.bug === 'sequence from the view' ? phone.view?.state : phone.memory;
  const head = chainHeads((chain ?? emptyState()).outbox.values(), epochOf(phone))[0];
  if (head === undefined) throw new Error('a phone has no epoch');
  const line: Line = {
    hash: `h${world.made}`,
    responseId,
    revision,
    deviceId: phone.deviceId,
    epoch: head.epoch,
    seq: head.headSeq + 1,
    kind,
    isBad: (die >>> 3) % 6 === 0,
  };
  world.lines.set(line.hash, line);
  const { deviceId: _deviceId, isBad: _isBad, ...claimed } = line;
  const place = { waveId: 'w', commune: 'c', village: 'v', household: null, line: '' };
  const finishedAt = new Date(phone.day * 86_400_000).toISOString();
  const item = { ...claimed, ...place, finishedAt, receipt: null, incarnation: null };
  append(phone, { type: 'finished', item });
  tellFinished(world, phone, line, phone.isCopied || (phone.hasForgotten && !isNew));
}

/** A new response, the open draft, or a correction or withdrawal of what lies here. */
function chooseForm(world: World, phone: ModelPhone, die: number) {
  const kind = kinds[die % kinds.length] ?? 'final';
  const earlier = heldItems(phone).at(die % 7);
  if (kind !== 'final' && earlier !== undefined) {
    const { responseId } = earlier;
    return { responseId, revision: nextRevision(phone, responseId), kind, isNew: false };
  }
  const { draft } = phone;
  phone.draft = null;
  const responseId = draft ?? `r${world.made}`;
  return { responseId, revision: 1, kind: 'final', isNew: draft === null } as const;
}

const nextRevision = ({ memory }: ModelPhone, responseId: string): number =>
  1 +
  Math.max(
    ...[...memory.outbox.values()]
      .filter((item) => item.responseId === responseId)
      .map(({ revision }) => revision),
  );

function tellFinished(world: World, phone: ModelPhone, line: Line, mayContradict: boolean): void {
  const { hash, responseId, revision, deviceId, epoch, seq, isBad } = line;
  if (mayContradict) allowEither(world.history, line);
  const fate = mayContradict ? 'either' : isBad ? 'kept apart' : 'stored';
  const place = { device: deviceId, epoch, seq };
  const form = { responseId, revision, hash, fate } as const;
  world.history.push({ type: 'finished', phone: phone.name, ...place, ...form });
}

function clear(world: World, phone: ModelPhone): void {
  world.lives += 1;
  const isSame = world.bug === 'no new epoch';
  loseJournal(phone, isSame ? epochOf(phone) : `${phone.name}${world.lives}`);
  world.history.push({ type: 'phone-cleared', phone: phone.name });
  tellKept(world.history, phone.name, heldItems(phone));
}

function copy(world: World, from: ModelPhone, to: ModelPhone): void {
  if (!to.isAlive) return;
  copyPhone(from, to);
  world.history.push({ type: 'phone-cleared', phone: to.name });
  tellKept(world.history, to.name, heldItems(to));
}

const unsentLines = (world: World, phone: ModelPhone): Line[] =>
  heldItems(phone)
    .filter(({ receipt }) => receipt === null)
    .map(({ hash }) => lineOf(world, hash));

/** A file, whole or cut after some line; whoever sees the receipts, they must be true. */
function importFile(world: World, die: number): void {
  const file = world.files[die % Math.max(1, world.files.length)];
  const { store } = world;
  if (file === undefined || store === null) return;
  const cut = (die >>> 4) % 3 === 0 ? (die >>> 6) % (file.length + 1) : file.length;
  const receipts = commit(world, store, file.slice(0, cut), deathOf(die)) ?? [];
  const { incarnation } = store;
  for (const { hash, outcome, receipt } of receipts)
    world.history.push({ type: 'receipt', hash: hash ?? '', outcome, receipt, incarnation });
}

const calmRounds = 3;
const mostTurns = 60;

/** The faults stop: the server is there, every message arrives, every phone asks a few times. */
function calmDown(world: World): void {
  if (world.store === null) restore(world);
  world.net.length = 0;
  const living = world.phones.filter(({ isAlive }) => isAlive);
  for (const phone of living) restart(phone);
  for (let round = 0; round < calmRounds; round += 1)
    for (const phone of living) finishRound(world, phone);
}

function finishRound(world: World, phone: ModelPhone): void {
  turnPhone(world, phone, 'asked');
  for (let turn = 0; turn < mostTurns && isBusy(phone); turn += 1) {
    const message = world.net.shift();
    if (message === undefined) turnPhone(world, phone, 'asked');
    else deliver(world, message, null);
  }
}

const isBusy = ({ asked, todo, then }: ModelPhone): boolean =>
  asked !== null || todo.length > 0 || then !== null;

function judge(world: World, isCalm: boolean): string[] {
  const { store, phones, history } = world;
  const living = phones.filter(({ isAlive }) => isAlive);
  const final: FinalContent = {
    server: store && {
      incarnation: store.incarnation,
      held: store.rows.map(({ line, outcome }) => ({ ...line, phone: line.deviceId, outcome })),
      differences:
        store.counted === recount(store)
          ? []
          : [`${String(store.counted)} counted, not ${String(recount(store))}`],
      missing: phones.flatMap(({ name }) =>
        missingOf(store, name).map((gap) => ({ ...gap, phone: name })),
      ),
    },
    phones: living.map((phone) => ({
      phone: phone.name,
      held: heldItems(phone).map(({ hash }) => hash),
    })),
    isCalm,
  };
  const found = judgeHistory(history, final).map(printViolation);
  if (isCalm)
    for (const phone of living)
      if (unsentCount(phone) > 0) found.push(`blocked: phone ${phone.name} still has unsent forms`);
  return found;
}

/** Order-free: the same lines the other way round give the same, where no two of them contradict each other. */
function judgeOrder({ store }: World): string[] {
  if (store?.rows.some(({ outcome }) => outcome === 'conflict' || outcome === 'fork') ?? true)
    return [];
  const backwards = emptyStore('backwards');
  const lines = store?.rows.map(({ line }) => line).reverse() ?? [];
  acceptLines(backwards, [...lines, ...lines], null);
  return backwards.counted === store?.counted && backwards.rows.length === store.rows.length
    ? []
    : ['order: the same lines backwards count otherwise'];
}
