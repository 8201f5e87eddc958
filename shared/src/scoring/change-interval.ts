import { differenceOfSamples } from '../statistics/index.ts';
import type { CriterionCells } from './answer-counts.ts';
import {
  type Cluster,
  createSampler,
  type FigureInterval,
  type UnitSample,
} from './cluster-interval.ts';

/** A village, and the compared unit in which it lies wholly; null where there is none. */
export interface PlacedCluster extends Cluster {
  readonly unit: string | null;
}

/** Between which changes that of all households lies, in hundredths of a percentage point, at 95 % confidence. */
export interface ChangeInterval {
  readonly lowHundredths: number;
  readonly highHundredths: number;
  /** Whether 0 lies outside: risen or fallen beyond what the draw of villages brings about. */
  readonly isClear: boolean;
}

/** A figure and how far it may be off, as far as a difference takes it. */
export type Spread = Pick<FigureInterval, 'estimate' | 'standardError' | 'degreesOfFreedom'>;

/**
 * Answers: has a unit changed beyond what another draw of villages would bring about?
 * Shape:   a figure in two waves, each as far as it may be off → interval of later − earlier. The waves are taken as drawn one
 *          apart from the other (E-09), each with its own variance (S-20, S-46).
 * Errors:  null where the villages of a wave do not tell how they differ.
 * Source:  decision D11.
 * Rule:    S-21
 */
export function changeInterval(
  earlier: Spread | null,
  later: Spread | null,
): ChangeInterval | null {
  if (!earlier || !later) return null;
  const found = differenceOfSamples(earlier, later);
  if (!found.ok) return null;
  const [low, high] = found.value.interval.map((share) => Math.round(share * 10_000));
  return { lowHundredths: low ?? 0, highHundredths: high ?? 0, isClear: found.value.isClear };
}

interface TalliedUnits {
  readonly of: (unit: string) => UnitSample | undefined;
  /** All villages of the wave. */
  readonly whole: () => UnitSample;
}

/**
 * Answers: what do the villages of each compared unit bring? Villages of no unit count in their stratum alone.
 * Shape:   tallied when they are asked for, once.
 */
export function tallyUnits(
  criteria: readonly CriterionCells[],
  clusters: readonly PlacedCluster[],
): TalliedUnits {
  const byUnit = new Map<string, PlacedCluster[]>();
  const clustersByStratum = new Map<string, number>();
  for (const cluster of clusters) {
    const { stratum, unit } = cluster;
    clustersByStratum.set(stratum, (clustersByStratum.get(stratum) ?? 0) + 1);
    if (unit === null) continue;
    const own = byUnit.get(unit);
    if (own) own.push(cluster);
    else byUnit.set(unit, [cluster]);
  }
  const sampleOf = createSampler(criteria, clustersByStratum);
  const tallied = new Map<string, UnitSample>();
  let all: UnitSample | null = null;
  return {
    of(unit) {
      const own = byUnit.get(unit);
      const sample = tallied.get(unit) ?? (own && sampleOf(own));
      if (sample) tallied.set(unit, sample);
      return sample;
    },
    whole: () => (all ??= sampleOf(clusters)),
  };
}
