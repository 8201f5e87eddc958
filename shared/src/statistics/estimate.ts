import { type Result, ok, refuse } from '../kernel/index.ts';
import type { Calibration } from './calibration.ts';
import { residualise } from './calibration.ts';
import { type SingleClusterRule, type VarianceFault, covariance } from './design-variance.ts';
import { type Interval, shareInterval, waldInterval } from './interval.ts';
import type { Linearised, Values } from './linearise.ts';
import type { SampleDesign } from './sample-design.ts';

/** An estimate with what it takes to judge it. */
export interface Estimate {
  readonly estimate: number;
  readonly standardError: number;
  readonly interval: Interval;
  /** Clusters less strata among the rows behind the estimate. */
  readonly degreesOfFreedom: number;
  /**
   * Variance beside that of as many independent answers drawn with replacement; null where those would not vary or the
   * estimate is no mean or total of one column.
   */
  readonly designEffect: number | null;
  /** Rows behind the estimate that weigh anything. */
  readonly n: number;
  readonly sumOfWeights: number;
}

export type EstimateFault =
  | VarianceFault
  | { readonly code: 'estimate.no-rows' }
  | { readonly code: 'estimate.too-few-clusters' }
  | { readonly code: 'estimate.out-of-range' };

export interface EstimateSetting {
  /** A proportion has an interval between 0 and 1. */
  readonly type: 'mean' | 'total' | 'proportion';
  readonly singleClusters?: SingleClusterRule | undefined;
  readonly confidence?: number | undefined;
  /** The column that a mean, total or proportion is of, for its design effect. */
  readonly values?: Values | undefined;
  /** Where the weights were fitted to known totals. */
  readonly calibration?: Calibration | undefined;
}

/**
 * Answers: how sure is this estimate?
 * Shape:   an estimate as a sum over the sample, its design → estimate, standard error, interval, design effect.
 * Units:   those of the values.
 * Missing: rows without a value are outside; the clusters that hold them stay in the design.
 * Errors:  estimate.no-rows; estimate.too-few-clusters (no stratum has two, so nothing tells how clusters differ);
 *          estimate.single-cluster (design-variance); estimate.out-of-range, never NaN or Infinity.
 * Source:  decisions D10 and D11; Lumley 2010, chapter 2; design effect after Kish 1965.
 * Rule:    E-07
 */
export function estimateWith(
  design: SampleDesign,
  linearised: Linearised,
  setting: EstimateSetting,
): Result<Estimate, EstimateFault> {
  const { type, singleClusters = 'adjust', confidence = 0.95, values, calibration } = setting;
  const { estimate, isInside } = linearised;
  const { n, sumOfWeights } = countInside(design, isInside);
  if (n === 0) return refuse({ code: 'estimate.no-rows' });
  const degreesOfFreedom = degreesInside(design, isInside);
  if (degreesOfFreedom < 1) return refuse({ code: 'estimate.too-few-clusters' });

  const influence = calibration
    ? residualise(linearised.influence, calibration)
    : linearised.influence;
  const found = covariance(design, [influence], singleClusters, isInside);
  if (!found.ok) return found;
  return judgeVariance({
    type,
    confidence,
    estimate,
    variance: Math.max(0, found.value[0]?.[0] ?? 0),
    simpleVariance: values ? simpleVariance(design, isInside, values) : 0,
    degreesOfFreedom,
    n,
    sumOfWeights,
  });
}

interface KnownVariance extends Pick<Estimate, 'estimate' | 'degreesOfFreedom' | 'n'> {
  readonly type: EstimateSetting['type'];
  readonly confidence: number;
  readonly variance: number;
  /** Of the mean of as many independent draws; 0 where they would not vary or nothing is known of them. */
  readonly simpleVariance: number;
  readonly sumOfWeights: number;
}

/** Answers: the estimate with all that its variance makes of it; estimate.out-of-range where that is no number. */
export function judgeVariance(known: KnownVariance): Result<Estimate, EstimateFault> {
  const { type, confidence, estimate, variance, degreesOfFreedom, n, sumOfWeights } = known;
  const standardError = Math.sqrt(variance);
  const spread = { estimate, standardError, degreesOfFreedom, n, confidence };
  const interval = type === 'proportion' ? shareInterval(spread) : waldInterval(spread);
  if (![estimate, standardError, sumOfWeights, ...interval].every(Number.isFinite))
    return refuse({ code: 'estimate.out-of-range' });
  const simple = known.simpleVariance * (type === 'total' ? sumOfWeights ** 2 : 1);
  const effect = simple > 0 ? variance / simple : null;
  const designEffect = effect !== null && Number.isFinite(effect) ? effect : null;
  return ok({
    estimate,
    standardError,
    interval,
    degreesOfFreedom,
    designEffect,
    n,
    sumOfWeights,
  });
}

function countInside({ weights }: SampleDesign, isInside: Uint8Array) {
  let n = 0;
  let sumOfWeights = 0;
  for (const [row, inside] of isInside.entries()) {
    const weight = weights[row] ?? 0;
    if (inside === 0 || weight === 0) continue;
    n++;
    sumOfWeights += weight;
  }
  return { n, sumOfWeights };
}

/**
 * Answers: by how many independent distances is the variance known?
 * Shape:   outermost clusters less strata, among those that hold a row of the domain.
 */
function degreesInside({ weights, stages }: SampleDesign, isInside: Uint8Array): number {
  const [outermost] = stages;
  if (!outermost) return 0;
  const clusters = new Set<number>();
  const strata = new Set<number>();
  for (const [row, inside] of isInside.entries()) {
    if (inside === 0 || weights[row] === 0) continue;
    const cluster = outermost.unitOfRow[row] ?? 0;
    clusters.add(cluster);
    strata.add(outermost.groupOfUnit[cluster] ?? 0);
  }
  return clusters.size - strata.size;
}

/** The variance of the mean of as many independent draws; 0 where all rows say the same. */
function simpleVariance({ weights }: SampleDesign, isInside: Uint8Array, values: Values): number {
  let n = 0;
  let sum = 0;
  let mean = 0;
  let squares = 0;
  for (const [row, inside] of isInside.entries()) {
    const weight = weights[row] ?? 0;
    if (inside === 0 || weight === 0) continue;
    n++;
    sum += weight;
    const distance = (values[row] ?? 0) - mean;
    mean += (weight / sum) * distance;
    squares += weight * distance * ((values[row] ?? 0) - mean);
  }
  return n > 1 ? squares / sum / (n - 1) : 0;
}
