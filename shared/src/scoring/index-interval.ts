import { type Interval, shareInterval } from '../statistics/index.ts';
import type { AnswerCounts, CriterionCells } from './answer-counts.ts';
import { type PlannedFigure, sumCells } from './satisfaction-index.ts';
import type { SchemeName } from './schemes.ts';

/** A village as a cluster of the sample: the answers given there, and the stratum that it was drawn from. */
export interface Cluster {
  readonly stratum: string;
  readonly counts: AnswerCounts;
}

/** The villages of one unit, and how many each stratum has in all, within the unit or not. */
export interface UnitSample {
  readonly clusters: readonly Cluster[];
  readonly clustersByStratum: ReadonlyMap<string, number>;
  /** Responses with a valid answer behind the figure. */
  readonly valid: number;
}

/** How far a figure may be from that of all households. */
export interface FigureInterval {
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
 * Shape:   a planned figure, the villages of one unit → interval. The index is a sum of shares of the same people, so each
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
  { clusters, clustersByStratum, valid }: UnitSample,
): FigureInterval | null {
  const criteria = planned.factors.flat();
  const answers = clusters.map(({ counts }) => tallyAll(criteria, counts));
  const parts = linearParts(planned, scheme, answers);
  const sumsByStratum = new Map<string, { sum: number; squares: number }>();
  let clusterCount = 0;
  for (const [index, { stratum }] of clusters.entries()) {
    const influence = influenceOf(parts, answers[index] ?? []);
    if (influence === null) continue;
    clusterCount += 1;
    const sums = sumsByStratum.get(stratum);
    if (sums === undefined) sumsByStratum.set(stratum, { sum: influence, squares: influence ** 2 });
    else {
      sums.sum += influence;
      sums.squares += influence ** 2;
    }
  }
  const degreesOfFreedom = clusterCount - sumsByStratum.size;
  if (degreesOfFreedom < 1) return null;

  let variance = 0;
  for (const [stratum, { sum, squares }] of sumsByStratum) {
    const drawn = clustersByStratum.get(stratum) ?? 1;
    variance += drawn > 1 ? (drawn / (drawn - 1)) * (squares - sum ** 2 / drawn) : squares;
  }
  const standardError = Math.sqrt(Math.max(0, variance));
  const estimate = parts.reduce((sum, { estimate }) => sum + estimate, 0);
  const spread = { estimate, standardError, degreesOfFreedom, n: valid, confidence };
  return { interval: shareInterval(spread), standardError, degreesOfFreedom, clusterCount };
}

/** Satisfied and valid answers of each criterion in turn: [s₁, v₁, s₂, v₂, …]. */
type Answers = ArrayLike<number>;

function tallyAll(criteria: readonly CriterionCells[], counts: AnswerCounts): Answers {
  const tallies = new Float64Array(2 * criteria.length);
  for (const [index, { satisfied, valid }] of criteria.entries()) {
    tallies[2 * index] = sumCells(counts, satisfied);
    tallies[2 * index + 1] = sumCells(counts, valid);
  }
  return tallies;
}

/** What one criterion brings to an index: times · (satisfied − share · valid) is the influence of some answers to it. */
interface LinearPart {
  readonly estimate: number;
  readonly share: number;
  readonly times: number;
}

function linearParts(
  { kind, factors }: PlannedFigure,
  scheme: SchemeName,
  answers: readonly Answers[],
): readonly LinearPart[] {
  const sizes = factors.map((criteria) => criteria.length);
  const totalOf = (place: number): number =>
    answers.reduce((sum, tallies) => sum + (tallies[place] ?? 0), 0);
  let next = 0;
  const totals = sizes.map((size) =>
    Array.from({ length: size }, () => {
      const place = 2 * next++;
      return { satisfied: totalOf(place), valid: totalOf(place + 1) };
    }),
  );
  const all = totals.flat();
  if (kind === 'criterion' || scheme === 'pooled_answers') {
    const valid = all.reduce((sum, total) => sum + total.valid, 0);
    const share = all.reduce((sum, total) => sum + total.satisfied, 0) / valid;
    return all.map(({ satisfied }) => ({ estimate: satisfied / valid, share, times: 1 / valid }));
  }
  const answered = totals.map((factor) => factor.filter(({ valid }) => valid > 0).length);
  const factorCount = answered.filter((count) => count > 0).length;
  const criterionCount = answered.reduce((sum, count) => sum + count, 0);
  return totals.flatMap((factor, index) =>
    factor.map(({ satisfied, valid }) => {
      if (valid === 0) return { estimate: 0, share: 0, times: 0 };
      const parts =
        scheme === 'criterion_mean' ? criterionCount : factorCount * (answered[index] ?? 1);
      const share = satisfied / valid;
      return { estimate: share / parts, share, times: 1 / (parts * valid) };
    }),
  );
}

/** Null for a village without a valid answer. */
function influenceOf(parts: readonly LinearPart[], answers: Answers): number | null {
  let influence = 0;
  let isAnswered = false;
  for (const [index, { times, share }] of parts.entries()) {
    const valid = answers[2 * index + 1] ?? 0;
    if (valid > 0) isAnswered = true;
    influence += times * ((answers[2 * index] ?? 0) - share * valid);
  }
  return isAnswered ? influence : null;
}
