import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Tries } from '../../ports/index.ts';

/** Tries counted in this process: where one alone serves a store, and for what concerns one process alone. */
export function createMemoryTries(): Tries {
  // Windows are given with each try; whether a count is too high is not for the limiter to say.
  const limiter = new RateLimiterMemory({ points: Number.MAX_SAFE_INTEGER, duration: 1 });
  return {
    async count(key, windowSeconds) {
      const { consumedPoints, msBeforeNext } = await limiter.consume(key, 1, {
        customDuration: windowSeconds,
      });
      return { count: consumedPoints, msLeft: msBeforeNext };
    },
    async takeBack(key, most) {
      const taken = await limiter.get(key);
      if (taken !== null && taken.consumedPoints > 0 && taken.consumedPoints <= most)
        await limiter.reward(key);
    },
    async forget(key) {
      await limiter.delete(key);
    },
  };
}
