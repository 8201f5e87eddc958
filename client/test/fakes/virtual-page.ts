import type { Clock } from '../../src/ports/clock.ts';
import type { OutboxSurroundings } from '../../src/outbox/surroundings.ts';

/** Time that passes only when it is told to, with the timers and wakes of a page. */
export interface VirtualPage {
  readonly clock: Clock;
  readonly surroundings: OutboxSurroundings;
  /** Lets so much time pass; timers that fall due fire in order, each followed by all that it starts. */
  pass(ms: number): Promise<void>;
  comeOnline(): void;
  comeToFront(): void;
  timers(): number;
}

/** Everything that promises alone can do has been done. */
export const settled = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

export function createVirtualPage(): VirtualPage {
  let now = Date.UTC(2026, 10, 23, 2);
  const timers = new Map<number, { readonly at: number; readonly act: () => void }>();
  let made = 0;
  let wake: Parameters<OutboxSurroundings['watchWakes']>[0] = () => undefined;

  return {
    clock: { wallMs: () => now, monotonicMs: () => now, utcOffsetMin: () => 420 },
    surroundings: {
      after(ms, act) {
        made += 1;
        const id = made;
        timers.set(id, { at: now + ms, act });
        return () => timers.delete(id);
      },
      watchWakes(listener) {
        wake = listener;
        return () => {
          wake = () => undefined;
        };
      },
      storageFacts: async () => ({ persisted: true, usage: 0, quota: 1_000_000 }),
    },
    async pass(ms) {
      const until = now + ms;
      for (;;) {
        const due = [...timers].filter(([, { at }]) => at <= until);
        const [first] = due.sort(([, left], [, right]) => left.at - right.at);
        if (first === undefined) break;
        timers.delete(first[0]);
        now = Math.max(now, first[1].at);
        first[1].act();
        await settled();
      }
      now = until;
    },
    comeOnline: () => wake('online'),
    comeToFront: () => wake('visible'),
    timers: () => timers.size,
  };
}
