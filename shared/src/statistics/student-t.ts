import { betaQuantile, incompleteBeta } from './incomplete-beta.ts';

/**
 * Answers: how likely is a t variable farther from zero than this, on either side?
 * Shape:   degrees of freedom > 0 → 0–1.
 * Rule:    E-01
 */
export const twoSidedTail = (t: number, degreesOfFreedom: number): number =>
  incompleteBeta(degreesOfFreedom / (degreesOfFreedom + t * t), degreesOfFreedom / 2, 0.5);

/**
 * Answers: how far from zero is a t variable with this confidence, on both sides together? 0.95 and many degrees of
 * freedom give about 1.96.
 * Shape:   0 < confidence < 1; degrees of freedom > 0.
 * Rule:    E-01
 */
export function tQuantile(confidence: number, degreesOfFreedom: number): number {
  if (confidence !== known.confidence || known.quantiles.size >= mostKnown)
    known = { confidence, quantiles: new Map() };
  const before = known.quantiles.get(degreesOfFreedom);
  if (before !== undefined) return before;
  // t² / (df + t²) is a beta variable with 1/2 and df/2.
  const share = betaQuantile(confidence, 0.5, degreesOfFreedom / 2);
  const quantile = Math.sqrt((degreesOfFreedom * share) / (1 - share));
  known.quantiles.set(degreesOfFreedom, quantile);
  return quantile;
}

/** A table asks for the same few thousands of times, and each takes a tenth of a millisecond. */
let known = { confidence: 0, quantiles: new Map<number, number>() };
const mostKnown = 1_000;
