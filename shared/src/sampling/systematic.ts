/** Units to be drawn in proportion to their size. */
interface Chances {
  /** Chance of each unit to be in the sample, 0–1; they add up to the number drawn. */
  readonly probabilities: readonly number[];
  /** Units larger than the step, which are in every sample. */
  readonly isCertain: readonly boolean[];
}

/**
 * Answers: how likely is each unit to be drawn, in proportion to its size?
 * Shape:   whole sizes of at least 1 and a count of no more than there are units → probabilities in their order. A unit
 *          that the step would meet more than once, or surely, is taken with certainty; the others share what is left, as
 *          often as that makes another one certain.
 * Units:   probabilities 0–1.
 * Source:  Särndal, Swensson and Wretman 1992, 3.6.2; R sampling 2.9, inclusionprobabilities.
 * Rule:    M-06
 */
export function ppsProbabilities(sizes: readonly number[], count: number): Chances {
  const isCertain = sizes.map(() => false);
  let left = { count, size: sizes.reduce((sum, size) => sum + size, 0) };
  for (;;) {
    const { count: places, size: step } = left;
    const met = sizes.flatMap((size, unit) =>
      !isCertain[unit] && places > 0 && size * places >= step ? [unit] : [],
    );
    if (met.length === 0) break;
    for (const unit of met) isCertain[unit] = true;
    const taken = met.reduce((sum, unit) => sum + (sizes[unit] ?? 0), 0);
    left = { count: places - met.length, size: step - taken };
  }
  const { count: places, size: total } = left;
  const probabilities = sizes.map((size, unit) =>
    isCertain[unit] ? 1 : places === 0 ? 0 : (size * places) / total,
  );
  return { probabilities, isCertain };
}

/**
 * Answers: which units does a systematic sample take, from one start?
 * Shape:   units lie in their order, each as long as its size; a tick falls at the start and after every step, which is
 *          the sum of sizes by the count. All is told in parts of 1/count, so that it is whole: a start from 0 up to,
 *          without, the sum of sizes. Over all these starts each unit is taken exactly as often as its probability says.
 *          Equal sizes make the systematic sample of equal chances. No unit is longer than a step.
 * Source:  Madow 1949; R sampling 2.9, UPsystematic.
 * Rule:    M-07
 */
export function systematicPlaces(
  sizes: readonly number[],
  count: number,
  start: number,
): readonly number[] {
  const step = sizes.reduce((sum, size) => sum + size, 0);
  const taken: number[] = [];
  let end = 0;
  for (const [unit, size] of sizes.entries()) {
    end += size * count;
    if (taken.length < count && start + taken.length * step < end) taken.push(unit);
  }
  return taken;
}
