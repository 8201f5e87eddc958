import { type Interval, shareInterval } from '../statistics/index.ts';
import type { AnswerCounts, ShareCells } from './answer-counts.ts';

/** A village as a cluster of the sample: the answers given there, and the stratum that it was drawn from. */
export interface Cluster {
  readonly stratum: string;
  readonly counts: AnswerCounts;
}

/** The villages of one unit, tallied once for all its figures. */
export interface UnitSample {
  /** Place of each share among the tallies. */
  readonly places: ReadonlyMap<string, number>;
  /** By village, then share: answers that count, valid answers. */
  readonly tallies: Float64Array;
  readonly clusterCount: number;
  /** Of each village, counted from 0. */
  readonly strata: Int32Array;
  /** Villages of each stratum, within the unit or not. */
  readonly drawn: readonly number[];
  /** How many households a respondent of each village stands for, where the tallies are of these; null: of respondents. */
  readonly weights: Float64Array | null;
}

/** Answers: the same villages, each respondent standing for so many households. */
export function weighSample(sample: UnitSample, weights: readonly number[]): UnitSample {
  const width = 2 * sample.places.size;
  return {
    ...sample,
    tallies: sample.tallies.map((tally, at) => tally * (weights[Math.floor(at / width)] ?? 0)),
    weights: Float64Array.from(weights),
  };
}

/**
 * Answers: what do the villages of a unit bring to its figures?
 * Shape:   shares, and how many villages each stratum has in the whole table → the villages of one unit → tallies.
 */
export function createSampler(
  shares: readonly ShareCells[],
  clustersByStratum: ReadonlyMap<string, number>,
): (clusters: readonly Cluster[]) => UnitSample {
  const places = new Map(shares.map(({ code }, place) => [code, place]));
  // Flat: a province's table is summed from two hundred thousand cells.
  const lists = shares.flatMap(({ satisfied, valid }) => [satisfied, valid]);
  const cells = Int32Array.from(lists.flat());
  const ends = Int32Array.from(lists, (list) => list.length);
  for (let list = 1; list < ends.length; list++)
    ends[list] = (ends[list] ?? 0) + (ends[list - 1] ?? 0);
  return (clusters) => {
    const tallies = new Float64Array(lists.length * clusters.length);
    const strata = new Int32Array(clusters.length);
    const known = new Map<string, number>();
    let next = 0;
    for (const [index, { stratum, counts }] of clusters.entries()) {
      const place = known.get(stratum) ?? known.size;
      known.set(stratum, place);
      strata[index] = place;
      for (let list = 0, at = 0; list < ends.length; list++) {
        let sum = 0;
        for (const end = ends[list] ?? 0; at < end; at++) sum += counts[cells[at] ?? 0] ?? 0;
        tallies[next++] = sum;
      }
    }
    return {
      places,
      tallies,
      clusterCount: clusters.length,
      strata,
      drawn: [...known.keys()].map((stratum) => clustersByStratum.get(stratum) ?? 1),
      weights: null,
    };
  };
}

/** Answers: how many villages were drawn from each stratum, in all units of a table? */
export function countClusters(
  units: readonly { readonly clusters: readonly { readonly stratum: string }[] }[],
): ReadonlyMap<string, number> {
  const byStratum = new Map<string, number>();
  for (const { clusters } of units)
    for (const { stratum } of clusters) byStratum.set(stratum, (byStratum.get(stratum) ?? 0) + 1);
  return byStratum;
}

/** How far a figure may be from that of all households. */
export interface FigureInterval {
  readonly estimate: number;
  readonly interval: Interval;
  readonly standardError: number;
  /** Villages less strata, among those with a valid answer. */
  readonly degreesOfFreedom: number;
  /** Valid answers to all shares of the sum. */
  readonly answers: number;
  /** Villages with a valid answer. */
  readonly clusterCount: number;
  /**
   * Variance beside that of as many independent answers; null for a sum of several shares, of which the counts do not tell
   * how they go together in one person, and where such answers would not vary.
   */
  readonly designEffect: number | null;
  /** How many independent answers would tell as much; null without a design effect, and where villages do not differ. */
  readonly effectiveCount: number | null;
}

/** What one share brings to a figure: times · (satisfied − share · valid) is the influence of some answers to it. */
export interface LinearPart {
  readonly place: number;
  readonly estimate: number;
  readonly share: number;
  readonly times: number;
}

export const confidence = 0.95;

/**
 * Answers: between which values does a sum of shares of all households lie, at 95 % confidence?
 * Shape:   parts of the sum, the villages of one unit, its responses with a valid answer → interval.
 * Units:   shares 0–1.
 * Missing: a village without a valid answer leaves the clusters.
 * Errors:  null where no stratum has two villages with an answer: nothing then tells how villages differ.
 */
export function clusterInterval(
  parts: readonly LinearPart[],
  sample: UnitSample,
  valid: number,
): FigureInterval | null {
  const { variance, answers, clustersInside, degreesOfFreedom } = varianceOf(parts, sample);
  if (degreesOfFreedom < 1) return null;
  const standardError = Math.sqrt(Math.max(0, variance));
  let estimate = 0;
  for (const part of parts) estimate += part.estimate;
  const spread = { estimate, standardError, degreesOfFreedom, n: valid, confidence };
  const { designEffect, effectiveCount } = judgeDesign(parts, variance, sample);
  return {
    estimate,
    interval: shareInterval(spread),
    standardError,
    degreesOfFreedom,
    answers,
    clusterCount: clustersInside,
    designEffect,
    effectiveCount,
  };
}

/** Villages that differ by less do so by the rounding of a computer, or by nothing that a number of answers could tell. */
const roundingOnly = 1e-9;

/** As R survey 4.1.1 by deff = "replace": beside a sample drawn with replacement. */
function judgeDesign(
  parts: readonly LinearPart[],
  variance: number,
  sample: UnitSample,
): Pick<FigureInterval, 'designEffect' | 'effectiveCount'> {
  const [only] = parts;
  const unknown = { designEffect: null, effectiveCount: null };
  if (parts.length !== 1 || only === undefined) return unknown;
  const valid = countAnswers(only.place, sample);
  const simple = valid > 1 ? (only.share * (1 - only.share)) / (valid - 1) : 0;
  if (!(simple > 0)) return unknown;
  const designEffect = Math.max(0, variance) / simple;
  return {
    designEffect,
    effectiveCount: designEffect < roundingOnly ? null : valid / designEffect,
  };
}

/** People with a valid answer to a share, whatever they stand for. */
function countAnswers(place: number, { places, tallies, clusterCount, weights }: UnitSample) {
  let people = 0;
  for (let cluster = 0; cluster < clusterCount; cluster++) {
    const valid = tallies[2 * (cluster * places.size + place) + 1] ?? 0;
    people += valid / (weights?.[cluster] ?? 1);
  }
  return Math.round(people);
}

function varianceOf(
  parts: readonly LinearPart[],
  { places, tallies, clusterCount, strata, drawn }: UnitSample,
) {
  const byStratum = drawn.map((villages) => ({ villages, inside: 0, sum: 0, squares: 0 }));
  const width = 2 * places.size;
  let allAnswers = 0;
  for (let cluster = 0; cluster < clusterCount; cluster++) {
    let influence = 0;
    let answers = 0;
    for (const { place, times, share } of parts) {
      const at = cluster * width + 2 * place;
      const valid = tallies[at + 1] ?? 0;
      answers += valid;
      influence += times * ((tallies[at] ?? 0) - share * valid);
    }
    allAnswers += answers;
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
  return {
    ...{ variance, clustersInside, answers: allAnswers },
    degreesOfFreedom: clustersInside - strataInside,
  };
}

/** Answers: the parts of the share of all answers to these together. */
export function pooledParts(totals: readonly ShareTotal[]): readonly LinearPart[] {
  const valid = totals.reduce((sum, total) => sum + total.valid, 0);
  const share = totals.reduce((sum, total) => sum + total.satisfied, 0) / valid;
  return totals.map(({ place, satisfied }) => ({
    place,
    estimate: satisfied / valid,
    share,
    times: 1 / valid,
  }));
}

/** Answers to one share in all villages of a unit. */
export interface ShareTotal {
  readonly place: number;
  readonly satisfied: number;
  readonly valid: number;
}

/** Answers: how many answers count towards a share in all villages of a unit, and how many are valid? */
export function totalOf(code: string, { places, tallies, clusterCount }: UnitSample): ShareTotal {
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
