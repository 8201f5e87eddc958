import {
  type ReportLevel,
  type ReportUnit,
  createReportLevel,
  createUnitLadder,
} from '@sipas/shared/admin-units';
import {
  type AnswerCounts,
  type Breakdown,
  type ClusterCounts,
  type PlaceCounts,
  type UnitCounts,
  addResponse,
  createCounts,
  mergeCounts,
} from '@sipas/shared/scoring';
import type { ResponseStore } from '../../ports/index.ts';
import type { OpenInstrument, OpenWave } from '../waves/index.ts';
import { unitAt, unitsOfLevel } from './shown-units.ts';

interface CountRequest {
  readonly wave: OpenWave;
  readonly instrument: OpenInstrument;
  readonly level: ReportLevel;
}

/** A wave counted: the units of the level that is asked for, and all its villages with their units at every level. */
export interface WaveCounts {
  readonly units: readonly UnitCounts[];
  readonly places: readonly PlaceCounts[];
  /** Place of the level among the units of a village. */
  readonly level: number;
}

/** Answers: the counts of every unit of a level, from the counts kept per village; no response is read. */
export async function countUnits(
  responses: ResponseStore,
  { wave, instrument, level }: CountRequest,
): Promise<WaveCounts> {
  const units = createTables({ wave, instrument, level }, 1);
  for (const key of instrument.keys)
    for (const village of await responses.villageCounts(wave.wave.id, key, 'all'))
      units.take(village.commune, village.village, village.counts as AnswerCounts);
  return units.list();
}

const rowsBetweenPauses = 4000;

/**
 * Answers: the counts of every unit of a level, per group of a breakdown, by one reading of the responses.
 * Shape:   pauses every few thousand rows, so that phones are answered meanwhile.
 */
export async function countGroups(
  responses: ResponseStore,
  { wave, instrument, level }: CountRequest,
  breakdown: Breakdown,
): Promise<WaveCounts> {
  const units = createTables({ wave, instrument, level }, breakdown.groups.length);
  let read = 0;
  for await (const row of responses.countedResponses(wave.wave.id, instrument.keys, 'all')) {
    const counts = units.of(row.commune, row.village)[breakdown.groupOf(row.packed)];
    addResponse(instrument.layout, counts as AnswerCounts, row.packed, 1);
    read += 1;
    if (read % rowsBetweenPauses === 0) await pause();
  }
  return units.list();
}

/** A table of counts per group for every village, gathered by unit. */
function createTables({ wave, instrument, level }: CountRequest, groupCount: number) {
  const byCode = new Map<string, { unit: ReportUnit; clusters: ClusterCounts[] }>();
  const byPlace = new Map<string, PlaceCounts>();
  const ladder = createUnitLadder(wave.catalogue, wave.groupings);
  const stratumOf = createStratumOf(wave);
  const tables = () => Array.from({ length: groupCount }, () => createCounts(instrument.layout));
  const unitOf = (unit: ReportUnit) => {
    const known = byCode.get(unit.code) ?? { unit, clusters: [] };
    byCode.set(unit.code, known);
    return known;
  };
  const add = (commune: string, village: string, counts: readonly AnswerCounts[]) => {
    const { clusters } = unitOf(unitAt(level, wave, commune, village));
    clusters.push({ stratum: stratumOf(commune), counts });
    byPlace.set(`${commune}/${village}`, { units: ladder.unitsOf(commune, village), counts });
    return counts;
  };
  unitsOfLevel(level, wave).forEach(unitOf);
  return {
    of: (commune: string, village: string): readonly AnswerCounts[] =>
      byPlace.get(`${commune}/${village}`)?.counts ?? add(commune, village, tables()),
    /** Takes counts that are the caller's no more; those of another version of the form are added to them. */
    take(commune: string, village: string, counts: AnswerCounts): void {
      const known = byPlace.get(`${commune}/${village}`);
      if (known === undefined) add(commune, village, [counts]);
      else mergeCounts(known.counts[0] as AnswerCounts, counts);
    },
    list: (): WaveCounts => ({
      units: [...byCode.values()].map(({ unit, clusters }) => {
        const counts = tables();
        for (const cluster of clusters)
          for (const [group, into] of counts.entries())
            mergeCounts(into, cluster.counts[group] as AnswerCounts);
        return { unit, clusters, counts };
      }),
      places: [...byPlace.values()],
      level: ladder.levels.indexOf(level.level),
    }),
  };
}

/** Villages are drawn district by district, where a catalogue or the groupings know of districts. */
function createStratumOf({ catalogue, groupings }: OpenWave): (commune: string) => string {
  const districts = createReportLevel(catalogue, groupings, 'district');
  return (commune) => (districts.ok ? districts.value.unitOf(commune, '').code : 'all');
}

const pause = () => new Promise<void>((resolve) => setImmediate(resolve));
