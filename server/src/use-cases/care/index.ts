import { type Result, ok, refuse } from '@sipas/shared/kernel';
import type { CareReport } from '@sipas/shared/wire';
import type { Care, Clock, Storage, User } from '../../ports/index.ts';
import type { Refusal } from '../refusal.ts';
import { acknowledgeForgotten } from './acknowledge-forgotten.ts';
import { reportCare } from './report-care.ts';

export { acknowledgeForgotten } from './acknowledge-forgotten.ts';

/** What people ask about the care of the store. */
export interface CareCases {
  report(): Promise<CareReport>;
  /**
   * Begins a backup, unless one is under way, and tells how things stand.
   * Errors: database.not-offered, where the database has its own means.
   */
  backUpNow(): Promise<Result<CareReport, Refusal>>;
  /** Ends the alarm of forgotten receipts, by name and with a reason. */
  acknowledge(actor: User, reason: string): Promise<Result<CareReport, Refusal>>;
}

export function createCareCases({
  care,
  storage,
  clock,
  backupsBy = 'server',
}: {
  readonly backupsBy?: CareReport['backupsBy'];
  readonly care: Care;
  readonly storage: Storage;
  readonly clock: Clock;
}): CareCases {
  const report = () => reportCare({ care, backupsBy, ...storage });
  return {
    report,
    async backUpNow() {
      if (backupsBy === 'database') return refuse({ code: 'database.not-offered' });
      care.backUpNow();
      return ok(await report());
    },
    async acknowledge(actor, reason) {
      const { forgotten: note } = await care.state();
      const ended = await acknowledgeForgotten({ ...storage, clock, note }, actor, reason);
      if (!ended.ok) return ended;
      care.noteAcknowledged({ by: actor.name, reason, phones: ended.value });
      return ok(await report());
    },
  };
}
