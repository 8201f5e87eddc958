import { type Interval, shareInterval } from '../statistics/index.ts';
import type { AnswerCounts, CriterionCells } from './answer-counts.ts';
import { type PlannedFigure, sumCells } from './satisfaction-index.ts';
import type { SchemeName } from './schemes.ts';

/** A village as a cluster of the sample: the answers given there, and the stratum that it was drawn from. */
export interface Cluster {
  readonly stratum: string;
  readonly counts: AnswerCounts;
}

/** The villages of one unit, tallied once for all its figures. */
export interface UnitSample {
  /** Place of each criterion among the tallies. */
  readonly places: ReadonlyMap<string, number>;
  /** By village, then criterion: satisfied answers, valid answers. */
  readonly tallies: Float64Array;
  readonly clusterCount: number;
  /** Of each village, counted from 0. */
  readonly strata: Int32Array;
  /** Villages of each stratum, within the unit or not. */
  readonly drawn: readonly number[];
}

/**
 * Answers: what do the villages of a unit bring to its figures?
 * Shape:   criteria, villages, and how many villages each stratum has in the whole table → tallies.
 */
export function tallySample(
  criteria: readonly CriterionCells[],
  clusters: readonly Cluster[],
  clustersByStratum: ReadonlyMap<string, number>,
): UnitSample {
  const tallies = new Float64Array(2 * criteria.length * clusters.length);
  const strata = new Int32Array(clusters.length);
  const known = new Map<string, number>();
  let next = 0;
  for (const [index, { stratum, counts }] of clusters.entries()) {
    const place = known.get(stratum) ?? known.size;
    known.set(stratum, place);
    strata[index] = place;
    for (const criterion of criteria) {
      tallies[next++] = sumCells(counts, criterion.satisfied);
      tallies[next++] = sumCells(counts, criterion.valid);
    }
  }
  return {
    places: new Map(criteria.map(({ code }, place) => [code, place])),
    tallies,
    clusterCount: clusters.length,
    strata,
    drawn: [...known.keys()].map((stratum) => clustersByStratum.get(stratum) ?? 1),
  };
}

/** How far a figure may be from that of all households. */
export interface FigureInterval {
  readonly estimate: number;
  readonly interval: Interval;
  readonly standardError: number;
  /** Villages less strata, among those with a valid answer. */
  readonly degreesOfFreedom: number;
  /** Villages with a valid answer. */
  readonly clusterCount: number;
}

const confidence = 0.95;

/**
 * Answers: between which values does the index of all households lie, at 95 % confidence?
 * Shape:   a planned figure, the villages of one unit, its responses with a valid answer → interval. The index is a sum of shares of the same people, so each
 *          village brings to it what it brings to all its criteria together, and the variance is that of those sums
 *          between villages, never that of shares as if they were independent. Villages of a stratum outside of the unit
 *          were drawn too and bring 0.
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
  const parts = linearParts(planned, scheme, sample);
  const { variance, clustersInside, degreesOfFreedom } = varianceOf(parts, sample);
  if (degreesOfFreedom < 1) return null;
  const standardError = Math.sqrt(Math.max(0, variance));
  let estimate = 0;
  for (const part of parts) estimate += part.estimate;
  const spread = { estimate, standardError, degreesOfFreedom, n: valid, confidence };
  return {
    estimate,
    interval: shareInterval(spread),
    standardError,
    degreesOfFreedom,
    clusterCount: clustersInside,
  };
}

function varianceOf(
  parts: readonly LinearPart[],
  { places, tallies, clusterCount, strata, drawn }: UnitSample,
) {
  const byStratum = drawn.map((villages) => ({ villages, inside: 0, sum: 0, squares: 0 }));
  const width = 2 * places.size;
  for (let cluster = 0; cluster < clusterCount; cluster++) {
    let influence = 0;
    let answers = 0;
    for (const { place, times, share } of parts) {
      const at = cluster * width + 2 * place;
      const valid = tallies[at + 1] ?? 0;
      answers += valid;
      influence += times * ((tallies[at] ?? 0) - share * valid);
    }
    const stratum = byStratum[strata[cluster] ?? 0];
    if (answers === 0 || stratum === undefined) continue;
    stratum.inside += 1;
    stratum.sum += influence;
    stratum.squares += influence * influence;
  }
  let variance = 0;
  let clustersInside = 0;
  let strataInside = 0;
  for (const { villages, inside, sum, squares } of byStratum) {
    clustersInside += inside;
    if (inside > 0) strataInside += 1;
    variance +=
      villages > 1 ? (villages / (villages - 1)) * (squares - (sum * sum) / villages) : squares;
  }
  return { variance, clustersInside, degreesOfFreedom: clustersInside - strataInside };
}

/** What one criterion brings to an index: times · (satisfied − share · valid) is the influence of some answers to it. */
interface LinearPart {
  readonly place: number;
  readonly estimate: number;
  readonly share: number;
  readonly times: number;
}

function linearParts(
  { kind, factors }: PlannedFigure,
  scheme: SchemeName,
  sample: UnitSample,
): readonly LinearPart[] {
  const totals = factors.map((criteria) => criteria.map(({ code }) => totalOf(code, sample)));
  if (kind === 'criterion' || scheme === 'pooled_answers') {
    const all = totals.length === 1 && totals[0] ? totals[0] : totals.flat();
    const valid = all.reduce((sum, total) => sum + total.valid, 0);
    const share = all.reduce((sum, total) => sum + total.satisfied, 0) / valid;
    return all.map(({ place, satisfied }) => ({
      place,
      estimate: satisfied / valid,
      share,
      times: 1 / valid,
    }));
  }
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

function totalOf(code: string, { places, tallies, clusterCount }: UnitSample) {
  const place = places.get(code) ?? 0;
  let satisfied = 0;
  let valid = 0;
  for (let cluster = 0; cluster < clusterCount; cluster++) {
    const at = 2 * (cluster * places.size + place);
    satisfied += tallies[at] ?? 0;
    valid += tallies[at + 1] ?? 0;
  }
  return { place, satisfied, valid };
}
