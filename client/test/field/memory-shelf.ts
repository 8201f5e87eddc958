import type { Receipt } from '@sipas/shared/wire';
import type {
  Draft,
  DraftStep,
  Enrolled,
  FieldShelf,
  FinishedForm,
  HeldItem,
  Reserve,
  Vault,
} from '../../src/ports/field-shelf.ts';

/** A shelf that forgets when the page goes: screens are tried on it without storage. */
export interface MemoryShelf extends FieldShelf {
  /** The next write fails as on a full phone. */
  failNext(): void;
  /** The server's receipt for a form, as the outbox would save it. */
  receive(responseId: string, receipt: Pick<Receipt, 'outcome' | 'code'>): void;
  readonly steps: readonly DraftStep[];
}

export function createMemoryShelf(
  seed: { readonly kind?: FieldShelf['kind']; readonly reserve?: Reserve } = {},
): MemoryShelf {
  const drafts = new Map<string, Draft>();
  const items: HeldItem[] = [];
  const steps: DraftStep[] = [];
  let mustFail = false;
  let enrolled: Awaited<ReturnType<FieldShelf['enrolled']>> = null;
  const former: Enrolled[] = [];
  let pin: Awaited<ReturnType<FieldShelf['pin']>> = null;
  let vault: Vault | null = null;
  let isOpen = false;
  let attempts: Awaited<ReturnType<FieldShelf['pinAttempts']>> = {
    failures: 0,
    lastFailedAt: null,
  };
  let preferences: Awaited<ReturnType<FieldShelf['preferences']>> = { language: 'vi', textStep: 0 };
  let place: Awaited<ReturnType<FieldShelf['place']>> = { responseId: null };
  let kept: Awaited<ReturnType<FieldShelf['fieldPackage']>> = null;
  let contact: Awaited<ReturnType<FieldShelf['contact']>> = null;

  async function write(change: () => void): Promise<void> {
    await Promise.resolve();
    if (mustFail) {
      mustFail = false;
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- a ShelfFault is a plain object
      throw { tag: 'storage-full' };
    }
    change();
  }

  return {
    kind: seed.kind ?? 'journal',
    mendedAtStart: 0,
    reserve: () => seed.reserve ?? 'none',
    steps,
    failNext: () => {
      mustFail = true;
    },
    receive(responseId, receipt) {
      const place = items.findIndex((item) => item.responseId === responseId);
      const item = items[place];
      if (item === undefined) throw new Error(`no form ${responseId}`);
      const receivedAt = '2026-11-23T08:30:00.000Z' as Receipt['receivedAt'];
      items[place] = {
        ...item,
        receipt: { line: 1, receipt: place + 1, receivedAt, ...receipt },
        incarnation: 'i1',
      };
    },
    enrolled: async () => enrolled,
    async enrol({ deviceId, deviceToken, surveyor, areas }, at) {
      enrolled = {
        deviceId,
        deviceToken,
        surveyor,
        areas,
        epoch: '00ff00ff00ff00ff',
        enrolledAt: at,
      };
      return enrolled;
    },
    async renew({ deviceId, deviceToken, surveyor, areas }) {
      const place = former.findIndex((one) => one.deviceId === deviceId);
      const before = former[place];
      if (before !== undefined) former[place] = { ...before, deviceToken, surveyor, areas };
      else if (enrolled !== null) enrolled = { ...enrolled, deviceToken, surveyor, areas };
    },
    async leave() {
      if (enrolled !== null) former.push(enrolled);
      enrolled = null;
    },
    former: async () => [...former],
    pin: async () => pin,
    setPin: (value) => write(() => (pin = value)),
    vault: async () => vault,
    setVault: (value) =>
      write(() => {
        vault = value;
        pin = null;
      }),
    unlockDrafts: async () => void (isOpen = true),
    lockDrafts: async () => void (isOpen = false),
    sweep: async () => true,
    pinAttempts: async () => attempts,
    savePinAttempts: (value) => write(() => (attempts = value)),
    preferences: async () => preferences,
    setPreferences: (value) => write(() => (preferences = value)),
    place: async () => place,
    setPlace: (value) => write(() => void (place = value)),
    fieldPackage: async () => kept,
    savePackage: (value, etag) =>
      write(() => {
        kept = { value, etag };
        const { surveyor, areas } = value;
        if (enrolled !== null) enrolled = { ...enrolled, surveyor, areas };
      }),
    contact: async () => contact,
    saveContact: (value) => write(() => (contact = value)),
    inbox: async () => [],
    saveInbox: () => Promise.resolve(),
    drafts: async () => (vault === null || isOpen ? [...drafts.values()] : []),
    draftIds: async () => [...drafts.keys()],
    startDraft: (draft) => write(() => drafts.set(draft.responseId, structuredClone(draft))),
    saveStep: (step) =>
      write(() => {
        const draft = drafts.get(step.responseId);
        if (draft === undefined) throw new Error(`no draft ${step.responseId}`);
        steps.push(structuredClone(step));
        drafts.set(step.responseId, afterStep(draft, step));
      }),
    discardDraft: (responseId) => write(() => drafts.delete(responseId)),
    async finish(form) {
      await write(() => drafts.delete(form.responseId));
      const { deviceId = '' } = enrolled ?? {};
      const item = { ...queued(form, items.length + 1), deviceId };
      items.push(item);
      return item;
    },
    unsent: async (limit) => items.filter(({ receipt }) => receipt === null).slice(0, limit),
    outbox: async () => [...items],
    async noteHandedOver(hashes, at) {
      for (const [place, item] of items.entries())
        if (hashes.includes(item.hash)) items[place] = { ...item, handedOverAt: at };
    },
    saveReceipts: () => Promise.resolve(),
    unsendAbove: () => Promise.resolve(0),
    async safety(deviceId) {
      const counted = items.filter((item) => deviceId === undefined || item.deviceId === deviceId);
      const unsent = counted.filter(({ receipt }) => receipt === null);
      const apart = counted.filter(
        ({ receipt }) => receipt !== null && receipt.outcome !== 'stored',
      );
      return {
        unsent: unsent.length,
        oldestUnsentAt: unsent[0]?.finishedAt ?? null,
        keptApart: apart.length,
        received: counted.length - unsent.length - apart.length,
        lastReceiptAt:
          counted.findLast(({ receipt }) => receipt !== null)?.receipt?.receivedAt ?? null,
      };
    },
    async done() {
      return items
        .filter(({ kind }) => kind === 'final')
        .map(({ waveId, commune, village }) => ({ waveId, commune, village, done: 1 }));
    },
    heads: async () => [],
    close: () => Promise.resolve(),
  };
}

function afterStep(draft: Draft, step: DraftStep): Draft {
  const answers = { ...draft.answers };
  if (step.answer?.value === null) Reflect.deleteProperty(answers, step.answer.question);
  else if (step.answer !== undefined)
    Object.assign(answers, { [step.answer.question]: step.answer.value });
  return {
    ...draft,
    answers,
    consent: step.consent ?? draft.consent,
    language: step.language ?? draft.language,
    position: step.position,
    timings:
      step.timing === undefined
        ? draft.timings
        : { ...draft.timings, [step.timing.question]: step.timing.value },
    activeMs: step.activeMs,
  };
}

function queued(form: FinishedForm, seq: number): HeldItem {
  return {
    seq,
    epoch: '00ff00ff00ff00ff',
    responseId: form.responseId,
    revision: form.revision,
    kind: form.kind,
    waveId: form.waveId,
    commune: form.body.unit.commune,
    village: form.body.unit.village,
    household: form.body.household ?? null,
    finishedAt: form.clock.wall,
    hash: String(seq).padStart(64, '0'),
    line: JSON.stringify(form),
    receipt: null,
    incarnation: null,
  };
}
