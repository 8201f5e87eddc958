import type { Sha256Hex } from '../kernel/index.ts';

/** Four whole numbers of 32 bits. */
export type Block = readonly [number, number, number, number];

const factors = [0xd2511f53n, 0xcd9e8d57n] as const;
const steps = [0x9e3779b9, 0xbb67ae85] as const;
const rounds = 10;

/**
 * Answers: the block of random bits that belongs to a counter and a key.
 * Shape:   Philox 4×32 with ten rounds: the same counter and key give the same block, whatever was asked before.
 * Source:  Salmon, Moraes, Dror and Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3"; known answers of their
 *          library Random123, `tests/kat_vectors`.
 */
export function philox(counter: Block, key: readonly [number, number]): Block {
  let [a, b, c, d] = counter;
  let [left, right] = key;
  for (let round = 0; round < rounds; round++) {
    const first = factors[0] * BigInt(a);
    const second = factors[1] * BigInt(c);
    [a, b, c, d] = [
      (highWord(second) ^ b ^ left) >>> 0,
      lowWord(second),
      (highWord(first) ^ d ^ right) >>> 0,
      lowWord(first),
    ];
    left = (left + steps[0]) >>> 0;
    right = (right + steps[1]) >>> 0;
  }
  return [a, b, c, d];
}

const highWord = (product: bigint): number => Number(product >> 32n);
const lowWord = (product: bigint): number => Number(product & 0xffffffffn);

/** Chance that a seed determines. */
export interface RandomNumbers {
  /** A whole number from 0 up to, without, the bound; each as likely as the others. */
  below(bound: number): number;
}

const range = 2 ** 53;

/**
 * Answers: the random numbers of one part of a draw.
 * Shape:   the hash of seed and frame, and the number of the part (its own numbers, so that more of them in one part change
 *          no other). The first 128 bits of the hash are the key and the upper half of the counter; block and part are the
 *          lower half. Two words make a number of 53 bits; what would make some numbers likelier is thrown again.
 * Errors:  `below` throws RangeError for a bound that is no whole number from 1 to 2⁵³.
 * Source:  Philox, above; rejection after Lemire 2019, algorithm 3 (without its multiplication).
 * Rule:    M-04
 */
export function createRandomNumbers(hash: Sha256Hex, part: number): RandomNumbers {
  const word = (place: number) => Number.parseInt(hash.slice(8 * place, 8 * place + 8), 16);
  const key = [word(0), word(1)] as const;
  let block = 0;
  let waiting: number[] = [];
  const next = (): number => {
    if (waiting.length === 0) {
      const [a, b, c, d] = philox([block++, part, word(2), word(3)], key);
      waiting = [join(a, b), join(c, d)];
    }
    return waiting.shift() ?? 0;
  };
  return {
    below(bound) {
      if (!Number.isInteger(bound) || bound < 1 || bound > range)
        throw new RangeError(`no bound: ${String(bound)}`);
      const even = range - (range % bound);
      let number = next();
      while (number >= even) number = next();
      return number % bound;
    },
  };
}

const join = (high: number, low: number): number => (high >>> 11) * 2 ** 32 + low;
