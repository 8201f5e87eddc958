import { type Result, ok, refuse } from '../kernel/index.ts';
import { normalQuantile } from './normal-quantile.ts';

/** What an estimate of a proportion is wanted to be, and what is foreseen of the field. */
export interface SizeWanted {
  /** Half of the width of the interval, as a share: 0.05 for ± 5 percentage points. */
  readonly halfWidthShare: number;
  /** 0.95 for a 95 % interval. */
  readonly confidence: number;
  /** What is expected; 0.5 is the most careful guess. */
  readonly expectedShare: number;
  /** Variance beside that of as many people drawn one by one. */
  readonly designEffect: number;
  /** Share of those asked who answer. */
  readonly responseShare: number;
  /** People or households there are; null where they are too many to count. */
  readonly populationCount: number | null;
}

export interface SampleSize {
  /** Answers needed of people drawn one by one from a population without end, not rounded. */
  readonly simpleCount: number;
  /** Answers needed with this design and population. */
  readonly answerCount: number;
  /** People or households to draw, so that so many answer. */
  readonly drawnCount: number;
}

export interface SizeFault {
  readonly code: 'size.out-of-range' | 'size.population-too-small';
  /** The number that does not fit. */
  readonly detail: string;
}

/**
 * Answers: how many answers, and how many people asked, make an interval this narrow?
 * Shape:   n₀ = z² p (1 − p) / d²; with the design effect a = deff · n₀; of a population of N, n = a / (1 + (a − 1) / N);
 *          drawn = n / response. Both counts are rounded up.
 * Units:   shares 0–1; people or households.
 * Errors:  size.out-of-range, naming the number; size.population-too-small where more would have to be drawn than there are.
 * Source:  Cochran 1977, 4.4 (4.1 to 4.3); the design effect after Kish 1965, at the same n.
 * Rule:    M-01
 */
export function sampleSize(wanted: SizeWanted): Result<SampleSize, SizeFault> {
  const wrong = outOfRange(wanted);
  if (wrong !== undefined) return refuse({ code: 'size.out-of-range', detail: wrong });
  const { halfWidthShare, confidence, expectedShare, designEffect, responseShare } = wanted;
  const deviations = normalQuantile(confidence) / halfWidthShare;
  const simpleCount = deviations ** 2 * expectedShare * (1 - expectedShare);
  const clustered = simpleCount * designEffect;
  const { populationCount } = wanted;
  const needed =
    populationCount === null ? clustered : clustered / (1 + (clustered - 1) / populationCount);
  const answerCount = roundUp(Math.max(1, needed));
  const drawnCount = roundUp(answerCount / responseShare);
  if (populationCount !== null && drawnCount > populationCount)
    return refuse({
      code: 'size.population-too-small',
      detail: `${String(drawnCount)} > ${String(populationCount)}`,
    });
  return ok({ simpleCount, answerCount, drawnCount });
}

const within = (value: number, above: number, below: number): boolean =>
  value > above && value < below;
const mostCount = 1e12;

function outOfRange(wanted: SizeWanted): string | undefined {
  const { halfWidthShare, confidence, expectedShare, designEffect, responseShare } = wanted;
  const { populationCount } = wanted;
  const fits: readonly (readonly [name: string, value: number, isFit: boolean])[] = [
    ['halfWidthShare', halfWidthShare, halfWidthShare >= 1e-4 && halfWidthShare < 1],
    ['confidence', confidence, confidence >= 0.5 && confidence <= 0.9999],
    ['expectedShare', expectedShare, within(expectedShare, 0, 1)],
    ['designEffect', designEffect, within(designEffect, 0, 1e4)],
    ['responseShare', responseShare, responseShare >= 1e-3 && responseShare <= 1],
    ['populationCount', populationCount ?? 1, isCount(populationCount ?? 1)],
  ];
  const wrong = fits.find(([, , isFit]) => !isFit);
  return wrong && `${wrong[0]} = ${String(wrong[1])}`;
}

const isCount = (value: number): boolean =>
  Number.isInteger(value) && value >= 1 && value <= mostCount;

/** A count that is whole but for the last digits of the arithmetic is not made one larger. */
const roundUp = (value: number): number => Math.ceil(value * (1 - 1e-12));

/**
 * Answers: the sample size of the older guidance, for comparison only: it knows neither design effect nor response.
 * Shape:   N / (1 + N e²), rounded up; null where N is no count or e no share. It is the size above with two standard
 *          deviations and a share of one half.
 * Units:   people or transactions; e as a share, 0.05 in the guidance.
 * Source:  Yamane 1967 (named after Slovin), as the survey guidance of 2014 had it.
 * Rule:    M-02
 */
export function slovinSize(populationCount: number, errorShare: number): number | null {
  if (!isCount(populationCount) || !within(errorShare, 0, 1)) return null;
  return roundUp(populationCount / (1 + populationCount * errorShare ** 2));
}
