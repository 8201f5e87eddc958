import type { Clock, Log } from '../ports/index.ts';
import { isRetentionDue } from './due.ts';

/** What removes, and tells when something was removed last. */
interface Sweeper {
  apply(): Promise<{
    readonly at: string;
    readonly classes: readonly { readonly class: string; readonly rows: number }[];
  }>;
  lastRun(): Promise<{ readonly at: string } | null>;
}

/**
 * Removes what is past its time, once a day: at the start of the server where this store was not swept on the day, and as
 * the days go by. A backup that was restored says itself when it was swept last, so it is swept at once. What fails is told
 * and tried again.
 */
export function keepRetention(given: {
  readonly retention: Sweeper;
  readonly clock: Clock;
  readonly log: Log;
  readonly tickMs: number;
}): { stop(): Promise<void> } {
  const { retention, clock, log } = given;
  let isStopping = false;
  let doneAt: string | null = null;
  async function look(): Promise<void> {
    if (isStopping || !isRetentionDue({ now: clock.now(), last: doneAt })) return;
    try {
      // Another process of the same store may have done it, or a command.
      doneAt = (await retention.lastRun())?.at ?? null;
      if (!isRetentionDue({ now: clock.now(), last: doneAt })) return;
      const { at, classes } = await retention.apply();
      doneAt = at;
      const removed = Object.fromEntries(classes.map((one) => [one.class, one.rows]));
      log.info({ removed }, 'what was past its time is removed');
    } catch (error) {
      log.error({ reason: String(error) }, 'what is past its time was not removed');
    }
  }
  let job = look();
  const timer = setInterval(() => {
    job = job.then(look);
  }, given.tickMs);
  timer.unref();
  return {
    async stop() {
      isStopping = true;
      clearInterval(timer);
      await job;
    },
  };
}
