import type { Tries } from '../../ports/index.ts';
import { createMemoryTries } from './memory-tries.ts';

/** Bounds how often something may be tried. */
export interface AttemptLimit {
  /** Answers: null when this try may go on, else the seconds to wait. The try is counted before it is known to fail. */
  take(key: string): Promise<number | null>;
  /** Forgets the tries after a success. */
  forget(key: string): Promise<void>;
  /** Takes back one try that was right, where many share a key. */
  giveBack(key: string): Promise<void>;
}

/** Where tries are counted, and the name of this limit among the others there. */
export interface SharedTries {
  readonly tries: Tries | undefined;
  readonly name: string;
}

/**
 * Answers: a limit of tries, counted over all processes where the store has a place for that, else in memory.
 * Units:   tries in each window of seconds.
 * Rule:    P-03
 */
export function createAttemptLimit(
  tries: number,
  windowSeconds: number,
  shared?: SharedTries,
): AttemptLimit {
  const counted = shared?.tries ?? createMemoryTries();
  const nameOf = (key: string): string => (shared === undefined ? key : `${shared.name} ${key}`);
  return {
    async take(key) {
      const { count, msLeft } = await counted.count(nameOf(key), windowSeconds);
      return count <= tries ? null : Math.max(1, Math.ceil(msLeft / 1000));
    },
    async forget(key) {
      await counted.forget(nameOf(key));
    },
    async giveBack(key) {
      await counted.takeBack(nameOf(key), Number.MAX_SAFE_INTEGER);
    },
  };
}
