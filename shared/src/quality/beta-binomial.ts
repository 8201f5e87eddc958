/** So many of so many. */
export interface Count {
  readonly hits: number;
  readonly n: number;
}

/** What is expected of one more surveyor: the share, and how alike the cases of one surveyor are. */
export interface Expected {
  readonly share: number;
  /** Correlation within a surveyor; near 0 is the binomial. */
  readonly alike: number;
}

/** One side of z = 3. */
const tailChance = 0.001349898031630095;
const leastAlike = 1e-6;
const mostAlike = 0.5;

/**
 * Answers: what share do others have, and how far do they lie apart beyond chance?
 * Shape:   counts, at least two → share with half a case added on either side, so that it is never 0 or 1; correlation by
 *          moments, between 0.000001 and 0.5.
 * Source:  Kleinman 1973, J. Am. Stat. Assoc. 68, 46–54: moments with weights n.
 */
export function expectedShare(counts: readonly Count[]): Expected {
  const whole = counts.reduce((sum, { n }) => sum + n, 0);
  const hits = counts.reduce((sum, count) => sum + count.hits, 0);
  const share = (hits + 0.5) / (whole + 1);
  const groups = counts.length - 1;
  const squares = counts.reduce((sum, one) => sum + one.n * (one.hits / one.n - share) ** 2, 0);
  const sizes = whole - counts.reduce((sum, { n }) => sum + n * n, 0) / whole;
  const variance = share * (1 - share);
  const alike = (squares - groups * variance) / (variance * (sizes - groups));
  return { share, alike: Math.min(mostAlike, Math.max(leastAlike, alike || 0)) };
}

/**
 * Answers: how many cases of n would be more than chance brings?
 * Shape:   expected, n ≥ 1 → the least number that comes up, or more, with a chance of at most 0.00135; n + 1 where even
 *          all n would be no wonder.
 * Source:  beta-binomial variable with α = share · (1 − alike)/alike, β likewise; chances one after the other.
 */
export function excessBound({ share, alike }: Expected, n: number): number {
  const strength = (1 - alike) / alike;
  const [alpha, beta] = [share * strength, (1 - share) * strength];
  // From the top down: the chances of n, n − 1, … add up until they are too many.
  let logChance = 0;
  for (let at = 0; at < n; at++) logChance += Math.log((alpha + at) / (alpha + beta + at));
  let tail = 0;
  for (let hits = n; hits >= 0; hits--) {
    tail += Math.exp(logChance);
    if (tail > tailChance) return hits + 1;
    logChance += Math.log((hits * (beta + n - hits)) / ((n - hits + 1) * (alpha + hits - 1)));
  }
  return 0;
}
