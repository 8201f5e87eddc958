import { betaQuantile } from './incomplete-beta.ts';
import { tQuantile } from './student-t.ts';

export type Interval = readonly [low: number, high: number];

/** What an interval is made of. */
export interface Spread {
  readonly estimate: number;
  readonly standardError: number;
  readonly degreesOfFreedom: number;
  /** Rows behind the estimate. */
  readonly n: number;
  /** 0.95 for a 95 % interval. */
  readonly confidence: number;
}

/**
 * Answers: between which values does the true one lie, at this confidence?
 * Shape:   estimate ± t · standard error, t with the degrees of freedom of the design.
 * Rule:    E-06
 */
export function waldInterval({
  estimate,
  standardError,
  degreesOfFreedom,
  confidence,
}: Spread): Interval {
  const reach = tQuantile(confidence, degreesOfFreedom) * standardError;
  return [estimate - reach, estimate + reach];
}

/**
 * Answers: between which shares does the true one lie, at this confidence? Never below 0 or above 1.
 * Shape:   the Wald interval of log(p / (1 − p)), taken back. Of a sample in which all or none say yes nothing can be seen
 *          of the variance: there the exact binomial interval of as many independent answers, fewer by the square of
 *          t(n − 1) / t(degrees of freedom).
 * Units:   shares 0–1.
 * Source:  Korn and Graubard 1998 and 1999, 5.2.
 * Rule:    E-06
 */
export function shareInterval(spread: Spread): Interval {
  const { estimate, standardError, degreesOfFreedom, n, confidence } = spread;
  const t = tQuantile(confidence, degreesOfFreedom);
  if (estimate > 0 && estimate < 1) {
    const logit = Math.log(estimate) - Math.log1p(-estimate);
    const reach = (t * standardError) / (estimate * (1 - estimate));
    return [fromLogit(logit - reach), fromLogit(logit + reach)];
  }
  const effective = n * (n > 1 ? (tQuantile(confidence, n - 1) / t) ** 2 : 1);
  const tail = (1 - confidence) / 2;
  return estimate <= 0
    ? [0, betaQuantile(1 - tail, 1, effective)]
    : [betaQuantile(tail, effective, 1), 1];
}

const fromLogit = (logit: number): number => 1 / (1 + Math.exp(-logit));
