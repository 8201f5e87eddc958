import type { Tries } from '../../ports/index.ts';
import { createMemoryTries } from '../sign-in/index.ts';

/** Bounds how many wrong codes come from one address. */
export interface WrongCodeLimit {
  /** Answers: null when this code may be looked at, else the seconds to wait. It counts before it is known to be wrong. */
  take(address: string): Promise<number | null>;
  /** The code that was taken last was right: it counts no more, and makes room for no other. */
  giveBack(address: string): Promise<void>;
}

const freePerWindow = 60;
const windowSeconds = 10 * 60;
const thenEverySeconds = 6;

/**
 * Answers: may another enrolment code be tried from this address?
 * Shape:   60 wrong codes in 10 minutes are free, because a whole post office has one address; beyond them one each 6 s, so
 *          that nobody behind that address waits long for the mistakes of others. Right codes are not counted.
 * Units:   a code has 32^8 = 1.1e12 values, works once and lives 10 minutes. An address tries at most 60 + 100 in 10 minutes,
 *          23,040 a day. With 100 codes alive at every moment, one address hits once in 23,040 × 100 / 1.1e12 = 2.1e-6 of a
 *          day, a mean of 1,300 years; a thousand addresses together need 1.3 years. A hit is a phone more in the console.
 * Source:  OWASP, Authentication; NIST SP 800-63B, 5.2.2.
 * Rule:    A-71
 */
export function createWrongCodeLimit(tries: Tries = createMemoryTries()): WrongCodeLimit {
  const free = (address: string) => `wrong code ${address}`;
  return {
    async take(address) {
      const { count } = await tries.count(free(address), windowSeconds);
      if (count <= freePerWindow) return null;
      const steady = await tries.count(`steady code ${address}`, thenEverySeconds);
      return steady.count <= 1 ? null : Math.max(1, Math.ceil(steady.msLeft / 1000));
    },
    giveBack: (address) => tries.takeBack(free(address), freePerWindow),
  };
}
