import type { Log } from '../ports/index.ts';

/**
 * Lets backups be cleaned of what was withdrawn: at the start, after each withdrawal, and again as time goes by, since a backup
 * may have been under way or a place away. What fails is told and tried again.
 */
export function keepClean(given: {
  /** Done by another process: it reads whole stores. */
  readonly clean: () => Promise<void>;
  readonly log: Log;
  readonly tickMs: number;
}): { soon(): void; stop(): Promise<void> } {
  let job = Promise.resolve();
  let isStopping = false;
  const isOver = (): boolean => isStopping;
  const soon = (): void => {
    job = job.then(async () => {
      if (isOver()) return;
      try {
        await given.clean();
      } catch (error) {
        if (!isOver()) given.log.error({ reason: String(error) }, 'backups were not cleaned');
      }
    });
  };
  soon();
  const timer = setInterval(soon, given.tickMs);
  timer.unref();
  return {
    soon,
    async stop() {
      isStopping = true;
      clearInterval(timer);
      await job;
    },
  };
}
