import { differenceOfSamples } from '../statistics/index.ts';
import type { CriterionCells } from './answer-counts.ts';
import { type Cluster, createSampler, type UnitSample } from './cluster-interval.ts';
import { figureInterval } from './index-interval.ts';
import type { PlannedFigure } from './satisfaction-index.ts';
import type { SchemeName } from './schemes.ts';

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

/** One figure of a unit in one wave. */
interface Sampled {
  readonly planned: PlannedFigure;
  readonly sample: UnitSample | undefined;
  /** Responses with a valid answer. */
  readonly validCount: number;
}

/**
 * Answers: has a unit changed beyond what another draw of villages would bring about?
 * Shape:   a figure in two waves, each with its villages → interval of later − earlier. The waves are taken as drawn one
 *          apart from the other (E-09), each with the variance of its villages (S-20).
 * Errors:  null where the villages of a wave do not tell how they differ.
 * Source:  decision D11.
 * Rule:    S-21
 */
export function changeInterval(
  before: Sampled,
  after: Sampled,
  scheme: SchemeName,
): ChangeInterval | null {
  const [earlier, later] = [before, after].map(({ planned, sample, validCount }) =>
    sample ? figureInterval(planned, scheme, sample, validCount) : null,
  );
  if (!earlier || !later) return null;
  const found = differenceOfSamples(earlier, later);
  if (!found.ok) return null;
  const [low, high] = found.value.interval.map((share) => Math.round(share * 10_000));
  return { lowHundredths: low ?? 0, highHundredths: high ?? 0, isClear: found.value.isClear };
}

/** Answers: what do the villages of each compared unit bring? Villages of no unit count in their stratum alone. */
export function tallyUnits(
  criteria: readonly CriterionCells[],
  clusters: readonly PlacedCluster[],
): ReadonlyMap<string, UnitSample> {
  const byUnit = new Map<string, PlacedCluster[]>();
  const clustersByStratum = new Map<string, number>();
  for (const cluster of clusters) {
    const { stratum, unit } = cluster;
    clustersByStratum.set(stratum, (clustersByStratum.get(stratum) ?? 0) + 1);
    if (unit !== null) byUnit.set(unit, [...(byUnit.get(unit) ?? []), cluster]);
  }
  const sampleOf = createSampler(criteria, clustersByStratum);
  return new Map([...byUnit].map(([unit, own]) => [unit, sampleOf(own)]));
}
