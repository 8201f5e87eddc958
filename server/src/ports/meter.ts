import type { ReceiptOutcome } from '@sipas/shared/wire';

/** How much waits for the store at this moment. */
export interface QueueLoad {
  /** Requests of phones that have a place. */
  readonly places: number;
  /** What their bodies take in memory. */
  readonly heldBytes: number;
}

/** How lines of phones came. */
export type WayOfLines = 'push' | 'import';

/**
 * Counts the work of the server for a watch from outside. Given nothing of one person, unit, phone or form.
 * Limits:  every figure has a fixed number of rows, however many ask and whatever they ask for.
 */
export interface Meter {
  /** A request was answered: by which route, with which status, after so long. */
  answered(route: string, status: number, seconds: number): void;
  /** What became of each line that came. */
  received(way: WayOfLines, outcomes: readonly ReceiptOutcome[]): void;
  /** Whom to ask for the load of a queue whenever figures are read. */
  watchQueue(load: () => QueueLoad): void;
  /** Answers: all figures in the text format of Prometheus. Never fails: what cannot be read is left out. */
  print(): Promise<{ readonly type: string; readonly text: string }>;
}
