import type { AuditLog, Clock, Log } from '../ports/index.ts';
import { makeHead } from './audit-heads.ts';

/** Signs the head of the journal at the start and again while it grows; what fails is told and tried again. */
export function keepHeads(given: {
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly log: Log;
  readonly tickMs: number;
  readonly place: { readonly dataDir: string; readonly secondPlace: string | null };
}): { stop(): Promise<void> } {
  const { audit, log, place } = given;
  let signed = 0;
  async function look(): Promise<void> {
    try {
      const last = await audit.last();
      if (last?.seq === signed) return;
      const made = await makeHead(given, place);
      signed = made?.head.seq ?? 0;
    } catch (error) {
      log.error({ reason: String(error) }, 'the head of the journal was not signed');
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
