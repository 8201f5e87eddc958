import type { CareReport } from '@sipas/shared/wire';
import type { Care, Storage } from '../../ports/index.ts';
import { reportCare } from './report-care.ts';

/** What people ask about the care of the store. */
export interface CareCases {
  report(): Promise<CareReport>;
  /** Begins a backup, unless one is under way, and tells how things stand. */
  backUpNow(): Promise<CareReport>;
}

export function createCareCases({
  care,
  storage,
}: {
  readonly care: Care;
  readonly storage: Storage;
}): CareCases {
  const report = () => reportCare({ care, ...storage });
  return {
    report,
    backUpNow() {
      care.backUpNow();
      return report();
    },
  };
}
