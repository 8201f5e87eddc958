import type { AuditNote } from '@sipas/shared/audit';
import type { RemovalClass } from '@sipas/shared/privacy';

/** What lies in the store itself; the receipts of allowances have a store of their own. */
export type StoreRemoval = Exclude<RemovalClass, 'allowances'>;

/** The instants before which it began that is past its time; a class that is not named is left as it is. */
export type StoreCutoffs = Partial<Readonly<Record<StoreRemoval, string>>>;
export type StoreRemovals = Partial<Readonly<Record<StoreRemoval, number>>>;

/** What is kept for a time and no longer: no form, no answer, nothing that `verify` compares. */
export interface RetentionStore {
  /** Answers: how many rows of each named class are past their time. Changes nothing. */
  due(cutoffs: StoreCutoffs): Promise<StoreRemovals>;
  /**
   * Removes what is past its time, and notes it, in one transaction: neither is there without the other. Of revoked phones
   * only what was said of them goes; of contacts the last of each phone stays.
   * Answers: how many rows of each named class there were. What they held is overwritten as far as the store can.
   * Promise: atomic, repeatable without effect but for the note.
   */
  remove(
    cutoffs: StoreCutoffs,
    note: (removed: StoreRemovals) => AuditNote,
  ): Promise<StoreRemovals>;
}
