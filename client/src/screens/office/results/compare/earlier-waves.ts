import type { Wave } from '@sipas/shared/wire';

const asks = (wave: Wave, instrument: string): boolean =>
  wave.instruments.some(({ id }) => id === instrument);

/**
 * Answers: with which waves can this one be compared?
 * Shape:   waves, the open one, id of an instrument → the others that ask it, the latest made first.
 */
export const comparableWaves = (
  waves: readonly Wave[],
  wave: Wave,
  instrument: string,
): readonly Wave[] =>
  waves
    .filter((one) => one.id !== wave.id && asks(one, instrument))
    // Ids begin with the time at which they were made.
    .sort((a, b) => (a.id < b.id ? 1 : -1));

/**
 * Answers: the wave to compare with: the one in the address, else the latest that was made before this one, else any.
 * Missing: undefined where no other wave asks the same.
 */
export function chooseEarlier(
  waves: readonly Wave[],
  wave: Wave,
  instrument: string,
  asked?: string,
): Wave | undefined {
  const others = comparableWaves(waves, wave, instrument);
  return (
    others.find(({ id }) => id === asked) ?? others.find(({ id }) => id < wave.id) ?? others[0]
  );
}
