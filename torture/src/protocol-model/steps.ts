/**
 * All that can happen in a schedule. A step is one number: what happens, and a die of 16 bits that decides all else (who,
 * which message, what becomes of it). So a schedule without one of its steps is a schedule again.
 */
export const happenings = [
  'turn',
  'deliver',
  'finish',
  'open a draft',
  'drop a message',
  'repeat a message',
  'time out',
  'crash a page',
  'view catches up',
  'lose the view',
  'lose the journal',
  'destroy a phone',
  'copy a phone',
  'jump a clock',
  'delete what is safe',
  'back up',
  'lose the server',
  'restore',
  'write a file',
  'import a file',
] as const;
export type Happening = (typeof happenings)[number];

/** How often each happens, in the order above; what is not rare is what carries the protocol on. */
const weights = [30, 26, 14, 2, 4, 4, 4, 5, 4, 2, 2, 1, 1, 2, 5, 5, 2, 4, 2, 3];
/** These are in every schedule; each of the others is in about half of them, so that some go deep into few faults. */
const always = 3;

const kindBits = 5;
const fewestSteps = 8;
const mostSteps = 60;

/** Whole numbers that fall the same way for the same seed (xorshift32). */
export function createDie(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state;
  };
}

/** Answers: the steps of this seed. */
export function makeSchedule(seed: number): number[] {
  const die = createDie(seed);
  for (let round = 0; round < 4; round += 1) die();
  const chosen = die();
  const cumulated: number[] = [];
  let sum = 0;
  for (const [kind, weight] of weights.entries()) {
    const isIn = kind < always || ((chosen >>> kind) & 1) === 1;
    cumulated.push((sum += isIn ? weight : 0));
  }
  const length = fewestSteps + (die() % (mostSteps - fewestSteps));
  return Array.from({ length }, () => {
    const fallen = die() % sum;
    const kind = cumulated.findIndex((bound) => fallen < bound);
    return kind | ((die() >>> 16) << kindBits);
  });
}

export const happeningOf = (step: number): Happening =>
  happenings[step & ((1 << kindBits) - 1)] ?? 'turn';
export const dieOf = (step: number): number => step >>> kindBits;

export const printSchedule = (steps: readonly number[]): string =>
  steps.map((step) => `${happeningOf(step)} (${String(dieOf(step))})`).join(', ');
