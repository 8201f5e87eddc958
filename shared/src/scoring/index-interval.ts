import {
  clusterInterval,
  type FigureInterval,
  type LinearPart,
  pooledParts,
  totalOf,
  type UnitSample,
} from './cluster-interval.ts';
import type { PlannedFigure } from './satisfaction-index.ts';
import type { SchemeName } from './schemes.ts';

/**
 * Answers: between which values does the index of all households lie, at 95 % confidence?
 * Shape:   a planned figure, the villages of one unit, its responses with a valid answer → interval.
 *          The index is a sum of shares of the same people, so each village brings to it what it brings to all its
 *          criteria together, and the variance is that of those sums between villages, never that of shares as if they
 *          were independent. Villages of a stratum outside of the unit were drawn too and bring 0.
 * Units:   shares 0–1.
 * Missing: as in the index: a criterion without a valid answer leaves the mean, a village without one the clusters.
 * Errors:  null where no stratum has two villages with an answer: nothing then tells how villages differ.
 * Source:  decisions D10 and D11: villages are clusters, weights are equal; Särndal, Swensson and Wretman 1992, 5.5 and
 *          result 4.3.1 without the finite population; a single village in a stratum is set against the mean, as R
 *          survey 4.1.1 does by `adjust`.
 * Rule:    S-20
 */
export function figureInterval(
  planned: PlannedFigure,
  scheme: SchemeName,
  sample: UnitSample,
  valid: number,
): FigureInterval | null {
  return clusterInterval(linearParts(planned, scheme, sample), sample, valid);
}

function linearParts(
  { kind, factors }: PlannedFigure,
  scheme: SchemeName,
  sample: UnitSample,
): readonly LinearPart[] {
  const [criterion] = factors[0] ?? [];
  if (kind === 'criterion' && criterion) return pooledParts([totalOf(criterion.code, sample)]);
  const totals = factors.map((criteria) => criteria.map(({ code }) => totalOf(code, sample)));
  if (scheme === 'pooled_answers') return pooledParts(totals.flat());
  const answered = totals.map((factor) => factor.filter(({ valid }) => valid > 0));
  const factorCount = answered.filter((factor) => factor.length > 0).length;
  const criterionCount = answered.flat().length;
  return answered.flatMap((factor) =>
    factor.map(({ place, satisfied, valid }) => {
      const among = scheme === 'criterion_mean' ? criterionCount : factorCount * factor.length;
      const share = satisfied / valid;
      return { place, estimate: share / among, share, times: 1 / (among * valid) };
    }),
  );
}
