/** One figure of a surveyor, and how much chance alone moves it at this base. */
export interface Figure {
  readonly value: number;
  readonly variance: number;
}

/** The middle of many figures, and how far they truly lie apart. */
export interface Spread {
  readonly middle: number;
  /** Variance between surveyors beyond that of their samples. */
  readonly between: number;
}

/** Makes the median absolute deviation of a normal variable its standard deviation: 1 / Φ⁻¹(3/4). */
const normalMad = 1.482602218505602;

/**
 * Answers: where is the middle of many figures, and how far apart do they truly lie?
 * Shape:   figures → median; squared 1.4826 · MAD less the median of the sampling variances, at least 0. A few that are far
 *          off move neither.
 * Errors:  throws RangeError on an empty list: the caller asks for a base first.
 * Source:  Rousseeuw and Croux 1993, J. Am. Stat. Assoc. 88, section 1.
 */
export function robustSpread(figures: readonly Figure[]): Spread {
  const middle = median(figures.map(({ value }) => value));
  const chance = median(figures.map(({ variance }) => variance));
  const whole = medianDeviation(figures.map(({ value }) => value)) ** 2;
  return { middle, between: Math.max(0, whole - chance) };
}

/**
 * Answers: by how much would chance and the spread between surveyors move this figure?
 * Shape:   the standard deviation of the figure as empirical Bayes predicts it: the smaller its base, the wider.
 */
export const predictedDeviation = ({ variance }: Figure, { between }: Spread): number =>
  Math.sqrt(variance + between);

/** Answers: 1.4826 times the median distance from the median. */
export function medianDeviation(values: readonly number[]): number {
  const middle = median(values);
  return normalMad * median(values.map((value) => Math.abs(value - middle)));
}

/** Answers: the middle value; of an even number the mean of the two. */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('a median needs at least one value');
  const sorted = Float64Array.from(values).sort();
  const half = sorted.length / 2;
  const upper = sorted[Math.floor(half)] ?? 0;
  return Number.isInteger(half) ? ((sorted[half - 1] ?? 0) + upper) / 2 : upper;
}
