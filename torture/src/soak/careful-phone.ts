import type { Agent } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { backOffMs } from '../../../client/src/outbox/next-step.ts';
import type { Dice } from '../../../server/src/demo/dice.ts';
import type { HistoryEvent } from '../history.ts';
import type { Form, Phone } from '../siege/fleet.ts';
import { noteReceipts, sendForms } from '../siege/send.ts';

/** A phone that follows the contract: it forgets a form only when its receipt is safe. */
export interface CarefulPhone {
  readonly deviceId: string;
  held(): string[];
  unsent(): number;
  /** Sends all that it has and what it finishes meanwhile, until nothing is unsent. */
  sync(): Promise<void>;
  /** Hears once how far the server is safe. */
  ask(): Promise<void>;
}

/** What holds all phones back while something happens to the server. */
export interface Gate {
  /** Resolves when requests may go out. */
  pass(): Promise<void>;
  leave(): void;
}

interface Given {
  readonly phone: Phone;
  readonly toFinish: number;
  readonly history: HistoryEvent[];
  readonly url: string;
  readonly agent: Agent;
  readonly dice: Dice;
  readonly gate: Gate;
  /** The planted bug: a receipt is taken for safety. */
  readonly forgetsOnStored: boolean;
  readonly onReceipts: (count: number) => void;
}

const mostFormsOfBatch = 40;
/** Of all that a phone will finish: what happens to the server in a short run falls between batches, too. */
const batchesAtLeast = 10;
/** The waits of phones, of which only the order matters here, in a hundredth of their time. */
const timeScale = 0.01;
const longestPauseMs = 300;
const timeoutMs = 30_000;

export function createCarefulPhone(given: Given): CarefulPhone {
  const { phone, history, dice } = given;
  const formsOfBatch = Math.min(
    mostFormsOfBatch,
    Math.max(1, Math.floor(given.toFinish / batchesAtLeast)),
  );
  const forms = new Map<string, { readonly form: Form; receipt: number | null }>();
  /** The life of the server that was heard last, and how far that one was safe. */
  let known: { readonly incarnation: string; readonly safeReceipt: number } | null = null;
  let finished = 0;

  const unsent = () => [...forms.values()].filter(({ receipt }) => receipt === null);

  function finishSome(): void {
    for (let more = formsOfBatch; more > 0 && finished < given.toFinish; more--, finished++) {
      const form = phone.finish();
      forms.set(form.hash, { form, receipt: null });
    }
  }

  /** Answers: was anything heard? */
  async function exchange(): Promise<{ heard: boolean; retryAfterMs: number }> {
    await given.gate.pass();
    try {
      return await exchangeOnce();
    } finally {
      given.gate.leave();
    }
  }

  async function exchangeOnce(): Promise<{ heard: boolean; retryAfterMs: number }> {
    const sent = unsent()
      .slice(0, formsOfBatch)
      .map(({ form }) => form);
    const way = { url: given.url, agent: given.agent, timeoutMs };
    const { answer, retryAfterSeconds } = await sendForms(way, phone, sent);
    if (answer === null) return { heard: false, retryAfterMs: retryAfterSeconds * 1000 };
    // Another life of the server: what was not safe when the one before was last heard counts as unsent first.
    const { incarnation, safeReceipt } = answer;
    if (known !== null && incarnation !== known.incarnation)
      for (const kept of forms.values())
        if (kept.receipt !== null && kept.receipt > Math.min(known.safeReceipt, safeReceipt))
          kept.receipt = null;
    known = { incarnation, safeReceipt };
    const { receipts } = noteReceipts(history, sent, answer);
    for (const [hash, { receipt }] of receipts) {
      const kept = forms.get(hash);
      if (kept) kept.receipt = receipt;
    }
    for (const [hash, { receipt }] of forms)
      if (receipt !== null && (given.forgetsOnStored || receipt <= safeReceipt)) forms.delete(hash);
    given.onReceipts(receipts.size);
    return { heard: true, retryAfterMs: 0 };
  }

  async function persist(isDone: () => boolean): Promise<void> {
    for (let failures = 0; !isDone();) {
      const { heard, retryAfterMs } = await exchange();
      failures = heard ? 0 : failures + 1;
      if (!heard)
        await pause(
          Math.min(longestPauseMs, backOffMs(failures, retryAfterMs, dice.share()) * timeScale),
        );
      else finishSome();
    }
  }

  return {
    deviceId: phone.deviceId,
    held: () => [...forms.keys()],
    unsent: () => unsent().length,
    async sync() {
      finishSome();
      await persist(() => finished === given.toFinish && unsent().length === 0);
    },
    async ask() {
      let isHeard = false;
      while (!isHeard) isHeard = (await exchange()).heard;
      await persist(() => unsent().length === 0);
    },
  };
}
