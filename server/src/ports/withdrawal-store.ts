import type { CaseEntry } from './case-store.ts';

/** What was done to make the answers of a form unreadable. */
export interface WithdrawalDone {
  /** Lines whose content is gone. */
  readonly lines: number;
  /** The list of withdrawn forms lies in the second place too; null: there is none. */
  readonly isListedElsewhere: boolean | null;
}

/** Forms whose answers were taken back. */
export interface WithdrawalStore {
  /**
   * Makes the answers of a form unreadable, and adds the step to its case.
   * Promise: the list of withdrawn forms has it for good before anything is changed; all of the store in one transaction.
   * Answers: null where another step was added to the case in between; then only the list has it.
   */
  withdraw(
    form: { readonly responseId: string; readonly caseId: string },
    step: CaseEntry,
  ): Promise<WithdrawalDone | null>;
  /**
   * Does again, on a store that may come from a backup, what these folders and the store itself list.
   * Shape:   folders to read lists from; folders whose lists are to name all.
   * Answers: how many forms were found readable, and are so no more.
   */
  apply(folders: {
    readonly from: readonly string[];
    readonly to: readonly string[];
  }): Promise<number>;
}
