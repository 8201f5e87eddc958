import type { Uuid7 } from '@sipas/shared/kernel';

/** Chance that is the same each time for the same seed. Never for secrets: whoever knows the seed knows all of it. */
export interface Dice {
  /** A number from 0 up to, without, 1. */
  share(): number;
  /** A whole number from least to most, both included. */
  between(least: number, most: number): number;
  /** A number of mean 0 and standard deviation 1. */
  normal(): number;
  /** One of the places of a list of weights. */
  weighted(weights: readonly number[]): number;
  pick<T>(from: readonly [T, ...T[]]): T;
  hex(digits: number): string;
  /** A UUIDv7 of this moment. */
  uuid7(atMs: number): Uuid7;
  /** Dice of their own for one part, so that a change of one part leaves the others as they are. */
  fork(part: string): Dice;
}

/**
 * Answers: dice that a seed determines.
 * Source:  D. Blackman and S. Vigna, xoshiro128**; seeded by splitmix32 from the FNV-1a hash of the text.
 */
export function createDice(seed: string): Dice {
  const next = xoshiro(seed);
  const share = () => next() / 2 ** 32;
  const hex = (digits: number) => {
    let text = '';
    while (text.length < digits) text += next().toString(16).padStart(8, '0');
    return text.slice(0, digits);
  };
  return {
    share,
    between: (least, most) => least + Math.floor(share() * (most - least + 1)),
    normal: () => Math.sqrt(-2 * Math.log(1 - share())) * Math.cos(2 * Math.PI * share()),
    weighted(weights) {
      let rest = share() * weights.reduce((sum, weight) => sum + weight, 0);
      for (const [place, weight] of weights.entries()) {
        rest -= weight;
        if (rest < 0) return place;
      }
      return weights.length - 1;
    },
    pick: (from) => from[Math.floor(share() * from.length)] ?? from[0],
    hex,
    uuid7(atMs) {
      const time = Math.floor(atMs).toString(16).padStart(12, '0');
      const variant = (8 + Math.floor(share() * 4)).toString(16);
      return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${variant}${hex(3)}-${hex(12)}` as Uuid7;
    },
    fork: (part) => createDice(`${seed}/${part}`),
  };
}

/** Whole numbers of 32 bits. */
function xoshiro(seed: string): () => number {
  const mix = splitmix(fnv1a(seed));
  let [a, b, c, d] = [mix(), mix(), mix(), mix()];
  return () => {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11);
    return result;
  };
}

const rotate = (value: number, by: number): number => (value << by) | (value >>> (32 - by));

function splitmix(from: number): () => number {
  let state = from;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return mixed ^ (mixed >>> 15);
  };
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash;
}
