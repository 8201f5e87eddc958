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

/**
 * Schedules of what may happen. A step is one number: what happens, and a die of 16 bits that decides all that is left
 * open. So a schedule without one of its steps is a schedule again, and can be made shorter.
 */
export interface Schedules<Happening extends string> {
  /** Answers: the steps of this seed. */
  make(seed: number): number[];
  happeningOf(step: number): Happening;
  dieOf(step: number): number;
  print(steps: readonly number[]): string;
}

const kindBits = 5;

/**
 * Shape: how often each happens (at most 32 kinds), what is in every schedule, fewest and most steps. Each kind that is
 * not in every schedule is in about half of them, so that some go deep into few faults.
 */
export function createSchedules<Happening extends string>(given: {
  readonly weights: Readonly<Record<Happening, number>>;
  readonly always: readonly NoInfer<Happening>[];
  readonly steps: readonly [fewest: number, most: number];
}): Schedules<Happening> {
  const kinds = Object.keys(given.weights) as Happening[];
  const [fewest, most] = given.steps;
  const happeningOf = (step: number): Happening => {
    const happening = kinds[step & ((1 << kindBits) - 1)];
    if (happening === undefined) throw new RangeError(`nothing happens in step ${String(step)}`);
    return happening;
  };
  const dieOf = (step: number): number => step >>> kindBits;
  return {
    happeningOf,
    dieOf,
    make(seed) {
      const die = createDie(seed);
      for (let round = 0; round < 4; round += 1) die();
      const chosen = die();
      const bounds: number[] = [];
      let sum = 0;
      for (const [place, kind] of kinds.entries()) {
        const isIn = given.always.includes(kind) || ((chosen >>> place) & 1) === 1;
        bounds.push((sum += isIn ? given.weights[kind] : 0));
      }
      return Array.from({ length: fewest + (die() % (most - fewest + 1)) }, () => {
        const fallen = die() % sum;
        const kind = bounds.findIndex((bound) => fallen < bound);
        return kind | ((die() >>> 16) << kindBits);
      });
    },
    print: (steps) =>
      steps.map((step) => `${happeningOf(step)} (${String(dieOf(step))})`).join(', '),
  };
}

/** Answers: the schedule without every step that is not needed for something to go wrong. */
export async function shortened(
  steps: readonly number[],
  goesWrong: (steps: readonly number[]) => boolean | Promise<boolean>,
): Promise<readonly number[]> {
  let shortest = steps;
  for (let at = steps.length - 1; at >= 0; at -= 1) {
    const shorter = shortest.filter((_, place) => place !== at);
    if (await goesWrong(shorter)) shortest = shorter;
  }
  return shortest;
}
