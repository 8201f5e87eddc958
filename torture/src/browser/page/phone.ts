import { createFetchTransport } from '../../../../client/src/net/index.ts';
import { browserSurroundings, createOutbox } from '../../../../client/src/outbox/index.ts';
import type { Clock } from '../../../../client/src/ports/clock.ts';
import type { Draft, FieldShelf, FinishedForm } from '../../../../client/src/ports/field-shelf.ts';
import type { Outbox } from '../../../../client/src/ports/outbox.ts';
import { claimShelf } from '../../../../client/src/storage/index.ts';
import { phoneClock as trueClock, phoneDice } from '../../../../client/src/app/field/clock.ts';
import type { FieldPackage, Receipt, RedeemAnswer } from '@sipas/shared/wire';
import type { Told } from '../told.ts';

/**
 * A phone without screens: the shelf, the sender and the transport of the product, driven from outside by `phone`.
 * What it tells has been answered by the shelf before: it is what a screen would show as saved.
 */
declare global {
  interface Window {
    tell(text: string): void;
    phone: typeof phone;
  }
}

const asked = new URLSearchParams(location.search);
const tell = (told: Told): void => window.tell(JSON.stringify(told));

const aYearMs = 365 * 24 * 3_600_000;
/** The clock of this phone may be years off, as the sky or a boot without a battery makes it. */
const offsetMs = Number(asked.get('years') ?? 0) * aYearMs;
const phoneClock: Clock = { ...trueClock, wallMs: () => trueClock.wallMs() + offsetMs };

let shelf: FieldShelf;
let outbox: Outbox | null = null;
let working = new AbortController();
let forms = 0;

const transport = createFetchTransport({
  baseUrl: '/api/v1',
  fetch: (...request) => {
    tell({ tag: 'request' });
    return window.fetch(...request);
  },
  clock: phoneClock,
  language: () => 'vi',
});

window.addEventListener('unhandledrejection', ({ reason }) => {
  tell({ tag: 'crash-screen', reason: String(reason) });
});
window.addEventListener('error', ({ message }) => {
  tell({ tag: 'crash-screen', reason: message });
});

/** Questions with one printed answer that are asked of everybody, by their codes, with their first two options. */
async function plainQuestions() {
  const kept = await shelf.fieldPackage();
  const instrument = kept?.value.instruments.find(({ id }) => id === 'household-2022');
  const wave = kept?.value.waves[0];
  const unit = wave?.units[0];
  if (instrument === undefined || wave === undefined || unit === undefined)
    throw new Error('the phone has no survey');
  const { definition } = instrument;
  const questions = definition.sections
    .flatMap((section) => section.questions)
    .filter(({ kind, relevant }) => kind === 'single' && relevant === undefined)
    .map(({ code, choices }) => ({
      code,
      options: (definition.choiceLists[choices ?? ''] ?? []).map((option) => option.code),
    }));
  return { instrument, wave, unit, questions };
}

async function startDraft(): Promise<Draft> {
  const { instrument, wave, unit } = await plainQuestions();
  forms += 1;
  const draft: Draft = {
    responseId: phoneDice.uuid7(),
    startedAt: new Date(phoneClock.wallMs()).toISOString(),
    waveId: wave.id,
    instrument: { id: instrument.id, version: instrument.version },
    catalogue: wave.catalogue,
    unit: { commune: unit.code, village: unit.villages[0]?.name ?? 'Ấp 1' },
    household: `H-${forms}`,
    mode: 'interview',
    language: 'vi',
    consent: {
      given: true,
      at: new Date(phoneClock.wallMs()).toISOString(),
      textVersion: instrument.definition.consent.version,
    },
    answers: {},
    position: 'consent',
    timings: {},
    activeMs: 0,
  };
  await shelf.startDraft(draft);
  tell({ tag: 'started', responseId: draft.responseId });
  return draft;
}

async function tap(responseId: string, place: number): Promise<void> {
  const { questions } = await plainQuestions();
  const question = questions[place % questions.length];
  if (question === undefined) throw new Error('the survey has no such question');
  const value = question.options[(place + forms) % question.options.length] ?? '1';
  await shelf.saveStep({
    responseId,
    answer: { question: question.code, value },
    position: question.code,
    timing: { question: question.code, value: [1, 900, 0] },
    activeMs: 1_000 * (place + 1),
  });
  tell({ tag: 'tapped', responseId, question: question.code, value });
}

/** Waits while the sender is at work, as long as a surveyor looks at the light. Nobody asks it: it wakes by itself. */
async function rest(): Promise<void> {
  const until = performance.now() + 3_000;
  do await new Promise((resolve) => setTimeout(resolve, 30));
  while (outbox?.state().activity === 'sending' && performance.now() < until);
}

/** Ends a draft with the answers that the shelf has of it, and wakes the sender as the app does. */
async function finish(responseId: string): Promise<string> {
  const draft = (await shelf.drafts()).find((one) => one.responseId === responseId);
  if (draft === undefined) throw new Error(`there is no draft ${responseId}`);
  const form = {
    responseId,
    revision: 1,
    kind: 'partial',
    waveId: draft.waveId,
    instrument: draft.instrument,
    catalogue: draft.catalogue,
    clock: {
      wall: new Date(phoneClock.wallMs()).toISOString(),
      utcOffsetMin: phoneClock.utcOffsetMin(),
      activeMs: draft.activeMs,
      sinceContactMs: null,
    },
    body: {
      unit: draft.unit,
      household: draft.household,
      mode: draft.mode,
      language: draft.language,
      consent: draft.consent,
      answers: draft.answers,
    },
  } as unknown as FinishedForm;
  const { epoch, seq, hash } = await shelf.finish(form);
  tell({ tag: 'finished', responseId, epoch, seq, hash });
  outbox?.wake();
  return hash;
}

async function interview(taps: number): Promise<string> {
  const { responseId } = await startDraft();
  for (let place = 0; place < taps; place += 1) await tap(responseId, place);
  return finish(responseId);
}

const receiptOf = ({ outcome, receipt }: Receipt) => ({ outcome, receipt });

/** What the phone holds now. */
async function sight() {
  return {
    kind: shelf.kind,
    deviceId: (await shelf.enrolled())?.deviceId ?? null,
    mended: shelf.mendedAtStart,
    outbox: (await shelf.outbox()).map((item) => ({
      responseId: item.responseId,
      epoch: item.epoch,
      seq: item.seq,
      hash: item.hash,
      receipt:
        item.receipt === null
          ? null
          : { ...receiptOf(item.receipt), incarnation: item.incarnation ?? '' },
    })),
    drafts: (await shelf.drafts()).map(({ responseId, answers }) => ({ responseId, answers })),
  };
}

/** Takes the shelf as the app does, and tells what it holds, or why it is not open. */
async function claim(steal: boolean): Promise<void> {
  try {
    const claimed = await claimShelf({
      steal,
      dice: phoneDice,
      onTaken: () => {
        outbox?.stop();
        working.abort();
        tell({ tag: 'taken' });
      },
    });
    if (claimed === 'held-elsewhere') tell({ tag: 'ready', sight: null, failure: claimed });
    else {
      shelf = claimed;
      tell({ tag: 'ready', sight: await sight(), failure: null });
    }
  } catch (error) {
    tell({ tag: 'ready', sight: null, failure: String(error) });
  }
}

interface Enrolment {
  readonly answer: RedeemAnswer;
  readonly survey: { readonly value: FieldPackage; readonly etag: string | null };
}

async function adopt({ answer, survey }: Enrolment): Promise<void> {
  await shelf.enrol(answer, new Date(phoneClock.wallMs()).toISOString());
  tell({ tag: 'enrolled', deviceId: answer.deviceId });
  await shelf.savePackage(survey.value, survey.etag);
}

const phone = {
  take: () => claim(true),
  interview,
  sight,
  startDraft: async () => (await startDraft()).responseId,
  tap,
  finish,
  /** Redeems a code and fetches the survey; answers what `adopt` takes. */
  async enrol(code: string): Promise<Enrolment> {
    const answer = await transport.redeem({ code, deviceName: 'máy', platform: 'Chromium' });
    if (answer.tag !== 'answer') throw new Error(`not enrolled: ${JSON.stringify(answer)}`);
    const kept = await transport.fieldPackage(answer.value.deviceToken, null);
    if (kept.tag !== 'answer' || kept.value === 'not-modified') throw new Error('no survey');
    const enrolment = { answer: answer.value, survey: kept.value };
    await adopt(enrolment);
    return enrolment;
  },
  adopt,
  /**
   * A working day in which calls of the browser may fail: every step is tried three times, as a surveyor would.
   * Answers the steps that did not succeed.
   */
  async persevere(): Promise<readonly string[]> {
    const stuck: string[] = [];
    const step = async <T>(name: string, act: () => Promise<T>): Promise<T | null> => {
      let reason: unknown;
      for (let tries = 0; tries < 3; tries += 1) {
        try {
          return await act();
        } catch (error) {
          reason = error;
        }
      }
      stuck.push(`${name}: ${String(reason)}`);
      return null;
    };
    phone.startSender();
    for (let number = 0; number < 2; number += 1) {
      const draft = await step('start', startDraft);
      if (draft === null) continue;
      const { responseId } = draft;
      for (let place = 0; place < 2; place += 1) await step('tap', () => tap(responseId, place));
      if (number === 0) await step('finish', () => finish(responseId));
      await rest();
    }
    return stuck;
  },
  /** Ends every draft. */
  async finishAll(): Promise<void> {
    for (const { responseId } of await shelf.drafts()) await finish(responseId);
  },
  /** Begins to send, as the app does at its start; tells what its light counts. */
  startSender(): void {
    if (outbox !== null) return;
    outbox = createOutbox({
      shelf,
      transport,
      clock: phoneClock,
      dice: phoneDice,
      surroundings: browserSurroundings(),
      appVersion: '0.1.0+torture',
    });
    outbox.subscribe(() => {
      void shelf.outbox().then((items) => {
        const received = items.filter(({ receipt }) => receipt !== null);
        tell({ tag: 'light', received: received.map(({ hash }) => hash) });
      });
    });
  },
  async sendNow(): Promise<number> {
    await outbox?.sendNow();
    return (await shelf.safety()).unsent;
  },
  /** Saves without a pause until the page dies, or `settle` is called. */
  async work(taps: number): Promise<void> {
    working = new AbortController();
    const { signal } = working;
    const open = (await shelf.drafts())[0];
    if (open !== undefined) await finish(open.responseId);
    while (!signal.aborted) await interview(taps);
  },
  /** Stops and lets go, with the view as far as the journal. */
  async settle(): Promise<void> {
    working.abort();
    outbox?.stop();
    await shelf.close();
  },
};
window.phone = phone;

await claim(false);
