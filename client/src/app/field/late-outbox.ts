import type { FieldShelf } from '../../ports/field-shelf.ts';
import type { Outbox, OutboxState } from '../../ports/outbox.ts';

/**
 * The sender of forms, fetched when the first screen has been there for a while, or is asked something before: no
 * question shares the way with it. Until it is here the counts come from the shelf, and a form that is finished waits
 * on the shelf as it always does.
 */
export async function createLateOutbox(
  shelf: Pick<FieldShelf, 'safety'>,
  fetchOutbox: () => Promise<Outbox>,
  fetchAfterMs = 0,
): Promise<Outbox> {
  const listeners = new Set<(state: OutboxState) => void>();
  let fetched: Promise<Outbox> | undefined;
  let state: OutboxState = {
    activity: 'idle',
    safety: await shelf.safety(),
    hindrance: null,
    lastContactAt: null,
    lastContactMonotonicMs: null,
    revoked: false,
  };
  function show(next: OutboxState): void {
    state = next;
    for (const listener of listeners) listener(next);
  }
  /** A fetch that failed for want of a network is tried again at the next occasion. */
  function arrive(): Promise<Outbox> {
    fetched ??= fetchOutbox().then(
      (real) => {
        real.subscribe(show);
        return real;
      },
      (error: unknown) => {
        fetched = undefined;
        throw error;
      },
    );
    return fetched;
  }
  const soon = setTimeout(() => {
    arrive().catch(() => undefined);
  }, fetchAfterMs);

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async sendNow() {
      try {
        const real = await arrive();
        await real.sendNow();
      } catch {
        show({ ...state, hindrance: { tag: 'offline' } });
      }
    },
    wake() {
      void shelf.safety().then((safety) => {
        show({ ...state, safety });
      });
      arrive().then(
        (real) => {
          real.wake();
        },
        () => undefined,
      );
    },
    exportFile: async () => (await arrive()).exportFile(),
    noteHandedOver: async (hashes) => (await arrive()).noteHandedOver(hashes),
    readReceipts: (file) =>
      arrive().then(
        (real) => real.readReceipts(file),
        () => ({ tag: 'refused', why: 'not-kept' }),
      ),
    stop() {
      clearTimeout(soon);
      fetched?.then(
        (real) => {
          real.stop();
        },
        () => undefined,
      );
    },
  };
}
