import type { ArchiveLook, Log, StoreKeeper } from '../ports/index.ts';

/** Calls safe what the archive of the database holds, as it grows; a change for the worse is told once, and so is its end. */
export function keepSafe(given: {
  readonly keeper: Pick<StoreKeeper, 'raiseToArchived'>;
  readonly log: Log;
  readonly tickMs: number;
}): { stop(): Promise<void> } {
  const { keeper, log } = given;
  let told: ArchiveLook['state'] | 'unknown' = 'archiving';
  function tell(state: typeof told, reason?: string): void {
    if (state === told) return;
    told = state;
    if (state === 'archiving') log.info({}, 'the archive of the database takes up the log again');
    else
      log.error(
        { kind: state, ...(reason === undefined ? {} : { reason }) },
        'the archive of the database does not take up the log: no more forms become safe',
      );
  }
  async function look(): Promise<void> {
    try {
      tell((await keeper.raiseToArchived()).state);
    } catch (error) {
      tell('unknown', String(error));
    }
  }
  let job = look();
  const timer = setInterval(() => {
    job = job.then(look);
  }, given.tickMs);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await job;
    },
  };
}
