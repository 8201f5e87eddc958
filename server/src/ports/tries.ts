/** What was counted of a key, this try included. */
export interface Counted {
  readonly count: number;
  readonly msLeft: number;
}

/** Counts tries within windows of time, over all processes that serve the store. */
export interface Tries {
  /**
   * Counts one try. Its window begins with the first try and ends so many seconds later, whoever tries meanwhile.
   * Promise: of tries at the same moment none is lost, in however many processes they come.
   */
  count(key: string, windowSeconds: number): Promise<Counted>;
  /** Takes one try back, where from 1 to so many were counted. */
  takeBack(key: string, most: number): Promise<void>;
  /** Nothing was counted of this key. */
  forget(key: string): Promise<void>;
}
