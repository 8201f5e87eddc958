import type { Instant, Uuid7 } from '@sipas/shared/kernel';
import type { AllowanceBook, Allowances } from '../../ports/allowance.ts';
import type { Clock, Dice } from '../../ports/clock.ts';
import type { Outbox } from '../../ports/outbox.ts';

export interface AllowanceParts {
  readonly book: AllowanceBook;
  readonly sender: { wake(): Promise<void> };
}

/**
 * The receipts of allowances, fetched when a household is to sign or the server was reached: no question waits for
 * them. What lies unsent from an earlier day goes out after the next contact.
 */
export function createLateAllowances(given: {
  readonly outbox: Pick<Outbox, 'state' | 'subscribe'>;
  readonly clock: Pick<Clock, 'wallMs'>;
  readonly dice: Pick<Dice, 'uuid7'>;
  fetchParts(): Promise<AllowanceParts>;
}): Allowances {
  const { outbox, clock, dice, fetchParts } = given;
  let fetched: Promise<AllowanceParts> | undefined;
  function parts(): Promise<AllowanceParts> {
    // A fetch that failed for want of a network is tried again.
    fetched ??= fetchParts().catch((error: unknown) => {
      fetched = undefined;
      throw error;
    });
    return fetched;
  }
  function wake(): void {
    void parts().then(
      ({ sender }) => sender.wake(),
      () => undefined,
    );
  }

  let heardAt = outbox.state().lastContactAt;
  outbox.subscribe(({ lastContactAt }) => {
    if (lastContactAt === heardAt) return;
    heardAt = lastContactAt;
    wake();
  });

  return {
    said: async (place) => (await parts()).book.said(place),
    async sign(place, signed) {
      const { book } = await parts();
      await book.sign(place, {
        v: 1,
        id: dice.uuid7() as Uuid7,
        ...place,
        ...signed,
        signedAt: new Date(clock.wallMs()).toISOString() as Instant,
      });
      wake();
    },
    decline: async (place) => (await parts()).book.decline(place),
    unsentCount: async () => (await (await parts()).book.unsent(Number.POSITIVE_INFINITY)).length,
  };
}
