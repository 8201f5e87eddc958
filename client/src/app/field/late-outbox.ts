import type { FieldShelf } from '../../ports/field-shelf.ts';
import type { Outbox, OutboxState } from '../../ports/outbox.ts';

/**
 * The sender of forms, fetched beside the first screen: no question waits for it. Until it is here the counts come
 * from the shelf, and a form that is finished waits on the shelf as it always does.
 */
export async function createLateOutbox(
  shelf: Pick<FieldShelf, 'safety'>,
  fetchOutbox: () => Promise<Outbox>,
): Promise<Outbox> {
  const listeners = new Set<(state: OutboxState) => void>();
  let outbox: Outbox | null = null;
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
  const fetched = fetchOutbox().then((real) => {
    real.subscribe(show);
    outbox = real;
    return real;
  });

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    sendNow: async () => (await fetched).sendNow(),
    wake() {
      if (outbox === null) void shelf.safety().then((safety) => show({ ...state, safety }));
      else outbox.wake();
    },
    exportFile: async () => (await fetched).exportFile(),
    stop() {
      void fetched.then((real) => {
        real.stop();
      });
    },
  };
}
