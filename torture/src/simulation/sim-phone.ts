import type { Instant, Uuid7 } from '@sipas/shared/kernel';
import { createFetchTransport } from '../../../client/src/net/index.ts';
import { createOutbox } from '../../../client/src/outbox/index.ts';
import type { Clock } from '../../../client/src/ports/clock.ts';
import type { Draft, FieldShelf, FinishedForm } from '../../../client/src/ports/field-shelf.ts';
import type { Outbox } from '../../../client/src/ports/outbox.ts';
import { createFieldShelf } from '../../../client/src/storage/index.ts';
import { type MemoryFile, createMemoryFile } from '../../../client/test/fakes/memory-file.ts';
import {
  type MemoryView,
  createMemoryView,
  openMemoryJournal,
} from '../../../client/test/fakes/memory-storage.ts';
import { createSeededDice } from '../../../client/test/fakes/seeded-dice.ts';
import { type VirtualPage, createVirtualPage } from '../../../client/test/fakes/virtual-page.ts';
import { smallCatalogue, smallVersion } from '../../../server/test/world/small-survey.ts';
import type { HistoryEvent } from '../history.ts';
import { allowEither, tellKept } from '../tell-history.ts';
import { type FaultNetwork, createFaultNetwork } from './fault-network.ts';
import type { SimServer } from './sim-server.ts';
import type { Template } from './template.ts';

/** What the phones of one schedule share. */
export interface Ground {
  readonly template: Template;
  readonly server: SimServer;
  readonly history: HistoryEvent[];
  /** How many enrolments are used. */
  enrolled: number;
}

/** What lies on a phone that was enrolled and has its package. */
export interface PhoneImage {
  readonly bytes: Uint8Array;
  readonly content: MemoryView['content'];
}

/** A phone: the product's shelf and sender over storage in memory, its own clock and its own network. */
export interface SimPhone {
  readonly name: string;
  readonly file: MemoryFile;
  readonly view: MemoryView;
  readonly page: VirtualPage;
  readonly network: FaultNetwork;
  isAlive: boolean;
  /** Its clock minus the true time. */
  offsetMs: number;
  /** Another phone has the same storage. */
  isCopied: boolean;
  /** It lost records that the server may hold. */
  hasForgotten: boolean;
  shelf(): FieldShelf;
  outbox(): Outbox;
  /** The page comes up, from what its storage holds. */
  start(): Promise<void>;
  restart(): Promise<void>;
  openDraft(): Promise<void>;
  /** Finishes a form, as `die` says: new, from the open draft, a correction or withdrawal, or with a broken rule. */
  finish(die: number): Promise<void>;
}

const kinds = ['final', 'final', 'final', 'final', 'correction', 'withdrawal'] as const;

export function createSimPhone(
  ground: Ground,
  name: string,
  given: { readonly seed: number; readonly image: PhoneImage | null },
): SimPhone {
  const { history, server, template } = ground;
  const { seed, image } = given;
  const file = createMemoryFile(image?.bytes);
  const view = createMemoryView();
  view.content = image?.content ?? null;
  const page = createVirtualPage();
  const network = createFaultNetwork(server, history);
  const dice = createSeededDice(seed);
  let shelf: FieldShelf;
  let outbox: Outbox;

  const clock: Clock = { ...page.clock, wallMs: () => page.clock.wallMs() + phone.offsetMs };
  const transport = createFetchTransport({
    baseUrl: 'http://sipas/api/v1',
    fetch: network.fetch,
    clock,
    language: () => 'vi',
  });
  const now = () => new Date(clock.wallMs()).toISOString() as Instant;

  async function enrol(): Promise<void> {
    const enrolment = template.enrolments[ground.enrolled];
    if (enrolment === undefined) throw new Error('no enrolment is left');
    ground.enrolled += 1;
    await shelf.enrol(
      {
        deviceId: enrolment.deviceId as Uuid7,
        deviceToken: enrolment.token,
        surveyor: { username: 'dieutravien', name: 'A' },
        areas: [{ code: '86', name: 'Tỉnh Vĩnh Long' }],
        serverTime: now(),
      },
      now(),
    );
  }

  async function chooseForm(die: number) {
    const kind = kinds[die % kinds.length] ?? 'final';
    const items = await shelf.outbox();
    const earlier = items.at(die % 7);
    if (kind !== 'final' && earlier !== undefined) {
      const { responseId } = earlier;
      const revisions = items.filter((item) => item.responseId === responseId);
      const revision = 1 + Math.max(...revisions.map((item) => item.revision));
      return { responseId, revision, kind, isNew: false };
    }
    const [draft] = await shelf.drafts();
    const responseId = draft?.responseId ?? dice.uuid7();
    return { responseId, revision: 1, kind: 'final', isNew: draft === undefined } as const;
  }

  const phone: SimPhone = {
    name,
    file,
    view,
    page,
    network,
    isAlive: true,
    offsetMs: 0,
    isCopied: false,
    hasForgotten: false,
    shelf: () => shelf,
    outbox: () => outbox,
    async start() {
      file.revive();
      shelf = await createFieldShelf({ journal: openMemoryJournal(file, dice.hex(8)), view, dice });
      if ((await shelf.enrolled()) === null) await enrol();
      const { surroundings } = page;
      outbox = createOutbox({ shelf, transport, clock, dice, surroundings, appVersion: '1' });
    },
    async restart() {
      outbox.stop();
      network.abandon();
      await phone.start();
    },
    async openDraft() {
      if ((await shelf.drafts()).length > 0) return;
      await shelf.startDraft(draftOf(dice.uuid7(), template.waveId, now()));
    },
    async finish(die) {
      const { isNew, ...chosen } = await chooseForm(die);
      const isBad = (die >>> 3) % 6 === 0;
      const form = formOf(chosen, { waveId: template.waveId, at: now(), isBad, die });
      const { hash, epoch, seq, line } = await shelf.finish(form);
      if (line === null) throw new Error('a form was finished without a line');
      const { responseId, revision } = form;
      const mayContradict = phone.isCopied || (phone.hasForgotten && !isNew);
      if (mayContradict) allowEither(history, form);
      const fate = mayContradict ? 'either' : isBad ? 'kept apart' : 'stored';
      const { deviceId } = JSON.parse(line) as { deviceId: string };
      const place = { phone: name, device: deviceId, epoch, seq };
      history.push({ type: 'finished', ...place, responseId, revision, hash, line, fate });
    },
  };
  return phone;
}

/** All that lies on one phone is put on another, which goes on as if it were the first. */
export async function copyPhone({ history }: Ground, from: SimPhone, to: SimPhone): Promise<void> {
  to.file.setBytes(from.file.bytes());
  to.view.content = from.view.content;
  to.hasForgotten = from.hasForgotten;
  from.isCopied = to.isCopied = true;
  history.push({ type: 'phone-cleared', phone: to.name });
  await to.restart();
  tellKept(history, to.name, await to.shelf().outbox());
}

/** The journal is gone, and the view too or not: what the phone finds again it has, what it does not find it lost. */
export async function clearPhone(
  { history }: Ground,
  phone: SimPhone,
  withView: boolean,
): Promise<void> {
  phone.file.setBytes(new Uint8Array());
  if (withView) phone.view.content = null;
  phone.hasForgotten = true;
  history.push({ type: 'phone-cleared', phone: phone.name });
  await phone.restart();
  tellKept(history, phone.name, await phone.shelf().outbox());
}

const instrument = { id: 'small', version: smallVersion as never };
const setting = { instrument, catalogue: smallCatalogue };
const unit = { commune: '29551', village: 'Khóm 1' };
const consentAt = (at: Instant) => ({ given: true, at, textVersion: '1' });

const draftOf = (responseId: string, waveId: string, at: Instant): Draft => ({
  responseId,
  startedAt: at,
  waveId,
  ...setting,
  unit,
  household: null,
  mode: 'interview',
  language: 'vi',
  consent: consentAt(at),
  answers: { sex: '1' },
  position: 'q1',
  timings: {},
  activeMs: 1000,
});

function formOf(
  form: Pick<FinishedForm, 'revision' | 'kind'> & { readonly responseId: string },
  given: {
    readonly waveId: string;
    readonly at: Instant;
    readonly isBad: boolean;
    readonly die: number;
  },
): FinishedForm {
  const { waveId, at, isBad, die } = given;
  return {
    ...form,
    responseId: form.responseId as Uuid7,
    waveId: waveId as Uuid7,
    ...setting,
    clock: { wall: at, utcOffsetMin: 420, activeMs: 600_000, sinceContactMs: null },
    body: {
      unit,
      household: `H-${String(die % 5)}`,
      mode: 'interview',
      language: 'vi',
      consent: consentAt(at),
      answers: { sex: isBad ? '9' : '2', q1: String(1 + (die % 5)), q2: '3', age: 40 },
    },
  };
}
