import { type Result, ok, refuse } from '../kernel/index.ts';
import type { Estimate, EstimateFault } from './estimate.ts';
import { type Interval, waldInterval } from './interval.ts';
import { twoSidedTail } from './student-t.ts';

/** How two estimates differ. */
export interface Difference {
  /** Second less first. */
  readonly estimate: number;
  readonly standardError: number;
  readonly interval: Interval;
  readonly degreesOfFreedom: number;
  /** How likely so large a difference, either way, would be if there were none; null where nothing varies. */
  readonly chance: number | null;
  /** Whether 0 lies outside of the interval. */
  readonly isClear: boolean;
}

type Judged = Pick<Estimate, 'estimate' | 'standardError' | 'degreesOfFreedom'>;

/**
 * Answers: did it change between two samples that were drawn one apart from the other?
 * Shape:   variances add up, and so do degrees of freedom: the two are as strata of one design.
 *          Where the same clusters were visited twice, combine the estimates of one design instead (linearise).
 * Source:  decision D11; Lumley 2010, 2.4.
 * Rule:    E-09
 */
export function differenceOfSamples(
  before: Judged,
  after: Judged,
  confidence = 0.95,
): Result<Difference, EstimateFault> {
  return judgeDifference(
    {
      estimate: after.estimate - before.estimate,
      standardError: Math.hypot(before.standardError, after.standardError),
      degreesOfFreedom: before.degreesOfFreedom + after.degreesOfFreedom,
    },
    confidence,
  );
}

/**
 * Answers: is this difference more than chance would make it?
 * Shape:   an estimated difference → with interval and test.
 */
function judgeDifference(
  { estimate, standardError, degreesOfFreedom }: Judged,
  confidence = 0.95,
): Result<Difference, EstimateFault> {
  if (degreesOfFreedom < 1) return refuse({ code: 'estimate.too-few-clusters' });
  const spread = { estimate, standardError, degreesOfFreedom, n: 0, confidence };
  const interval = waldInterval(spread);
  if (!interval.every(Number.isFinite)) return refuse({ code: 'estimate.out-of-range' });
  const chance =
    standardError > 0 ? twoSidedTail(estimate / standardError, degreesOfFreedom) : null;
  const isClear = interval[0] > 0 || interval[1] < 0;
  return ok({ estimate, standardError, interval, degreesOfFreedom, chance, isClear });
}
