import { protocolVersion } from '@sipas/shared/wire';
import type { AllowanceBook, AllowanceTransport } from '../ports/allowance.ts';
import type { Clock } from '../ports/clock.ts';
import type { Enrolled } from '../ports/field-shelf.ts';

/** Small, so that a slow network carries one; a signature is at most 10 kB. */
const mostItems = 20;

export interface AllowanceSenderParts {
  readonly book: Pick<AllowanceBook, 'unsent' | 'settle'>;
  readonly transport: AllowanceTransport;
  readonly clock: Pick<Clock, 'monotonicMs'>;
  readonly enrolled: () => Pick<Enrolled, 'deviceId' | 'deviceToken'>;
}

/**
 * Answers: the sender of allowance receipts: one round when it is woken, until nothing is left or something hinders.
 * Shape:   it has no timer of its own: it is woken by a signature, by the network's return and by each contact of the
 *          outbox, and it keeps the wait that a busy server asked for. A wake in the middle of a round begins another.
 *          An answer counts only where it names the very records that were sent, in their order.
 * Errors:  throws never: what could not be read or settled now stays in the book for the next wake.
 * Rule:    L-10
 */
export function createAllowanceSender(parts: AllowanceSenderParts): { wake(): Promise<void> } {
  let round: Promise<void> | null = null;
  let isWokenMeanwhile = false;
  let notBeforeMs = Number.NEGATIVE_INFINITY;

  /** Whether there may be more to send. */
  async function sendPage(): Promise<boolean> {
    const { book, transport, clock, enrolled } = parts;
    if (clock.monotonicMs() < notBeforeMs) return false;
    const items = [...(await book.unsent(mostItems))];
    if (items.length === 0) return false;
    const { deviceId, deviceToken } = enrolled();
    const batch = { protocol: protocolVersion, deviceId: deviceId as never, items };
    const reply = await transport.send(deviceToken, batch);
    if (reply.tag === 'problem') notBeforeMs = clock.monotonicMs() + (reply.retryAfterMs ?? 0);
    if (reply.tag !== 'answer') return false;
    const { receipts } = reply.value;
    const isOurs =
      receipts.length === items.length &&
      receipts.every(({ id }, index) => id === items[index]?.id);
    if (isOurs) await book.settle(receipts);
    return isOurs;
  }

  async function runRound(): Promise<void> {
    try {
      while (await sendPage());
    } catch {
      // The storage would not answer; the records are where they were.
    }
  }

  async function wake(): Promise<void> {
    if (round !== null) {
      isWokenMeanwhile = true;
      return round;
    }
    round = runRound();
    await round;
    round = null;
    if (!isWokenMeanwhile) return;
    isWokenMeanwhile = false;
    return wake();
  }

  return { wake };
}
