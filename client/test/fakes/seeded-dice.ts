import type { Dice } from '../../src/ports/clock.ts';

/** Dice that fall the same way for the same seed (mulberry32). */
export function createSeededDice(seed: number): Dice {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const hex = (bytes: number): string =>
    Array.from({ length: bytes }, () =>
      Math.floor(next() * 256)
        .toString(16)
        .padStart(2, '0'),
    ).join('');
  return {
    share: next,
    hex,
    uuid7: () => `0192f0c1-${hex(2)}-7${hex(2).slice(1)}-a${hex(2).slice(1)}-${hex(6)}`,
  };
}
