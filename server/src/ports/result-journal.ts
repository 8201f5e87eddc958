/** A response that began to count (1), or counts no more (−1). */
export interface CountedChange {
  readonly waveId: string;
  readonly instrumentKey: number;
  readonly commune: string;
  readonly village: string;
  readonly packed: string;
  readonly mode: string;
  readonly by: 1 | -1;
}

/** What is known of how that changes on which results rest: counted responses, waves, forms, plans, weights, units. */
export interface ResultJournal {
  /**
   * Answers: in which state is all of it?
   * Promise: a state that was left has a name that does not come again while the store is open, whoever wrote, another process
   *          too; what is read after the asking is of this state or a later one. Costs less than any reading.
   */
  version(): string;
  /**
   * Answers: which responses began to count, or count no more, since a state?
   * Shape:   oldest first; null where that is not known any more, or another process wrote.
   */
  changesSince(version: string): readonly CountedChange[] | null;
}
