import type { Outbox, OutboxState } from '../ports/outbox.ts';
import { type OutboxParts, createExchange } from './exchange.ts';
import { writeExportFile } from './export-file.ts';
import { type SendEvent, type WakeCause, nextStep, restingState } from './next-step.ts';
import { byMaker, sendersOf } from './senders.ts';
import { syncRhythm } from './sync-rhythm.ts';
import { takeReceipts } from './take-receipts.ts';

const nothingKnown: OutboxState = {
  activity: 'idle',
  safety: { unsent: 0, oldestUnsentAt: null, keptApart: 0, received: 0, lastReceiptAt: null },
  hindrance: null,
  lastContactAt: null,
  lastContactMonotonicMs: null,
  revoked: false,
  lostBefore: [],
};

const quietPhases = { resting: 'idle', stopped: 'idle', waiting: 'waiting' } as const;
const isQuiet = (phase: string): phase is keyof typeof quietPhases => phase in quietPhases;

/**
 * Answers: the sender that does what `nextStep` says: one request at a time, and what came of it kept before the next.
 * Shape:   begins with a look whether anything is unsent; has neither timers nor requests when nothing is.
 * Errors:  throws never.
 * Rule:    O-07
 */
export function createOutbox(parts: OutboxParts): Outbox {
  const { shelf, clock, dice, surroundings } = parts;
  const listeners = new Set<(state: OutboxState) => void>();
  let sending = restingState;
  let shown = nothingKnown;
  let round: Promise<void> | null = null;
  let wokenMeanwhile: WakeCause | null = null;
  let cancelTimer: () => void = () => undefined;
  let stopped = false;

  const exchange = createExchange(parts, (heard) => {
    shown = { ...shown, ...heard };
  });

  async function show(): Promise<void> {
    const { phase, hindrance } = sending;
    const activity = isQuiet(phase) ? quietPhases[phase] : 'sending';
    shown = { ...shown, activity, hindrance, safety: await shelf.safety() };
    for (const listener of listeners) listener(shown);
  }

  async function wakeEvent(cause: WakeCause): Promise<SendEvent> {
    const { unsent } = await shelf.safety();
    const lastAt = (await shelf.contact())?.at ?? null;
    const sinceMs = lastAt === null ? -1 : clock.wallMs() - Date.parse(lastAt);
    const { persisted } = await surroundings.storageFacts();
    const hasOpenWave = (await shelf.fieldPackage())?.value.waves.length !== 0;
    const rhythm = syncRhythm({ persisted, hasJournal: shelf.kind === 'journal', hasOpenWave });
    return { tag: 'woken', cause, unsent, sinceContactMs: sinceMs < 0 ? null : sinceMs, rhythm };
  }

  async function runRound(cause: WakeCause): Promise<void> {
    const senders = await sendersOf(shelf);
    if (senders === null) return;
    let event = await wakeEvent(cause);
    while (!stopped) {
      const { state, action } = nextStep(sending, event);
      sending = state;
      await show();
      if (action.tag === 'rest') return;
      cancelTimer();
      if (action.tag === 'wait') {
        cancelTimer = surroundings.after(action.ms, () => void wake('timer'));
        return;
      }
      event = await exchange(action, senders);
    }
  }

  function wake(cause: WakeCause): Promise<void> {
    if (stopped) return Promise.resolve();
    if (round !== null) {
      if (wokenMeanwhile !== 'online') wokenMeanwhile = cause;
      return round;
    }
    return inRound(() => runRound(cause));
  }

  /** What is read and kept must not change in between: one round, or one file, at a time. */
  function inRound(work: () => Promise<void>): Promise<void> {
    round = work().finally(() => {
      round = null;
      const next = wokenMeanwhile;
      wokenMeanwhile = null;
      if (next !== null) void wake(next);
    });
    return round;
  }

  const unwatch = surroundings.watchWakes((cause) => void wake(cause));
  void wake('visible');

  return {
    state: () => shown,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async sendNow() {
      while (round !== null) await round;
      await wake('asked');
    },
    wake: () => void wake('finished'),
    async exportFile() {
      const sentAt = new Date(clock.wallMs()).toISOString();
      const sections = [...byMaker(await shelf.unsent(Number.POSITIVE_INFINITY))].map(
        ([deviceId, items]) => ({ batchId: dice.uuid7(), deviceId, items }),
      );
      return writeExportFile(sections, sentAt);
    },
    async noteHandedOver(hashes) {
      await shelf.noteHandedOver(hashes, new Date(clock.wallMs()).toISOString());
      await show();
    },
    async readReceipts(file) {
      while (round !== null) await round;
      let read: Awaited<ReturnType<typeof takeReceipts>> = { tag: 'refused', why: 'not-kept' };
      await inRound(async () => {
        read = await takeReceipts(shelf, file);
        await show();
      });
      return read;
    },
    stop() {
      stopped = true;
      cancelTimer();
      unwatch();
    },
  };
}
