import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Bounds how often something may be tried. */
export interface AttemptLimit {
  /** Answers: null when this try may go on, else the seconds to wait. The try is counted before it is known to fail. */
  take(key: string): Promise<number | null>;
  /** Forgets the tries after a success. */
  forget(key: string): Promise<void>;
  /** Takes back one try that was right, where many share a key. */
  giveBack(key: string): Promise<void>;
}

/**
 * Answers: a limit kept in memory.
 * Units:   tries in each window of seconds.
 * Rule:    P-03
 */
export function createAttemptLimit(tries: number, windowSeconds: number): AttemptLimit {
  const limiter = new RateLimiterMemory({ points: tries, duration: windowSeconds });
  return {
    async take(key) {
      try {
        await limiter.consume(key);
        return null;
      } catch (error) {
        if (error instanceof RateLimiterRes)
          return Math.max(1, Math.ceil(error.msBeforeNext / 1000));
        throw error;
      }
    },
    async forget(key) {
      await limiter.delete(key);
    },
    async giveBack(key) {
      await limiter.reward(key);
    },
  };
}
