import { type ReportLevel, type ReportUnit } from '@sipas/shared/admin-units';
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
import type { CountedResponses, VillageCounts } from '../../ports/index.ts';
import type { OpenInstrument, OpenWave } from '../waves/index.ts';
import { unitAt, unitsOfLevel } from './shown-units.ts';

/** The counts of one village, a table per group. */
export interface VillageGroups {
  readonly commune: string;
  readonly village: string;
  readonly counts: readonly AnswerCounts[];
}

export interface CountRequest {
  readonly wave: OpenWave;
  readonly instrument: OpenInstrument;
  /** Null: everybody is one group, and the counts kept per village are read, no response. */
  readonly breakdown: Breakdown | null;
  /** By which the gate decides, of a later edition of a frozen wave. */
  readonly isGuarding?: boolean;
}

/** Answers: the counts of every village with a counted response, per group of a breakdown. */
export const countVillages = (
  responses: CountedResponses,
  request: CountRequest,
): Promise<readonly VillageGroups[]> => {
  const { breakdown } = request;
  return breakdown === null
    ? takeKeptCounts(responses, request)
    : countResponses(responses, { ...request, breakdown });
};

const takeKeptCounts = (
  responses: CountedResponses,
  { wave: { wave }, instrument, isGuarding = false }: CountRequest,
): Promise<readonly VillageGroups[]> =>
  addVersions(instrument, (key) =>
    isGuarding
      ? responses.guardingCounts(wave.id, key)
      : responses.villageCounts(wave.id, key, 'all'),
  );

async function addVersions(
  { keys, layout }: OpenInstrument,
  countsOf: (key: number) => Promise<readonly VillageCounts[]>,
): Promise<readonly VillageGroups[]> {
  const villages = createVillages(() => [createCounts(layout)]);
  for (const key of keys)
    for (const { commune, village, counts } of await countsOf(key))
      villages.take(commune, village, counts as AnswerCounts);
  return villages.list();
}

const rowsBetweenPauses = 4000;

/** By one reading of the responses; pauses every few thousand rows, so that phones are answered meanwhile. */
async function countResponses(
  responses: CountedResponses,
  { wave, instrument, breakdown }: CountRequest & { readonly breakdown: Breakdown },
): Promise<readonly VillageGroups[]> {
  const { layout, keys } = instrument;
  const villages = createVillages(() => breakdown.groups.map(() => createCounts(layout)));
  let read = 0;
  for await (const row of responses.countedResponses(wave.wave.id, keys, 'all')) {
    const counts = villages.of(row.commune, row.village)[breakdown.groupOf(row)];
    addResponse(layout, counts as AnswerCounts, row.packed, 1);
    read += 1;
    if (read % rowsBetweenPauses === 0) await pause();
  }
  return villages.list();
}

function createVillages(createTables: () => readonly AnswerCounts[]) {
  const byPlace = new Map<string, VillageGroups>();
  return {
    of(commune: string, village: string): readonly AnswerCounts[] {
      const place = `${commune}/${village}`;
      const known = byPlace.get(place) ?? { commune, village, counts: createTables() };
      byPlace.set(place, known);
      return known.counts;
    },
    /** Takes counts that are the caller's no more; those of another version of the form are added to them. */
    take(commune: string, village: string, counts: AnswerCounts): void {
      const place = `${commune}/${village}`;
      const known = byPlace.get(place);
      if (known === undefined) byPlace.set(place, { commune, village, counts: [counts] });
      else mergeCounts(known.counts[0] as AnswerCounts, counts);
    },
    list: (): readonly VillageGroups[] => inOrder([...byPlace.values()]),
  };
}

/**
 * By commune and village: of equal covers the first is taken, so what is hidden must not hang on the order in which forms
 * came.
 */
export const inOrder = (villages: readonly VillageGroups[]): readonly VillageGroups[] =>
  villages.toSorted((a, b) => compare(a.commune, b.commune) || compare(a.village, b.village));

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** Answers: all villages with their units at every level, and the place of one level among these. */
export function placeVillages(
  { ladder }: OpenWave,
  level: string,
  villages: readonly VillageGroups[],
): {
  readonly places: Places;
  readonly level: number;
} {
  const ofVillages = placesOfVillages.get(villages) ?? new WeakMap<OpenWave['ladder'], Places>();
  placesOfVillages.set(villages, ofVillages);
  const places =
    ofVillages.get(ladder) ??
    villages.map(({ commune, village, counts }) => ({
      commune,
      units: ladder.unitsOf(commune, village),
      counts,
    }));
  ofVillages.set(ladder, places);
  return { places, level: ladder.levels.indexOf(level) };
}

type Places = readonly (PlaceCounts & { readonly commune: string })[];

/**
 * The same counts in the same units have the very same places, by which goes what is worked out of them. Groupings that are
 * written anew make other units.
 */
const placesOfVillages = new WeakMap<
  readonly VillageGroups[],
  WeakMap<OpenWave['ladder'], Places>
>();

interface GatherRequest {
  readonly wave: OpenWave;
  readonly instrument: OpenInstrument;
  readonly level: ReportLevel;
  readonly groupCount: number;
  /** Households for which a respondent of a village stands, by `commune/village`; absent: not known. */
  readonly weights?: ReadonlyMap<string, number> | null | undefined;
}

/** Answers: the counts of every unit of a level, those without a response too, from the counts of the villages. */
export function gatherUnits(
  { wave, instrument, level, groupCount, weights }: GatherRequest,
  villages: readonly VillageGroups[],
): readonly UnitCounts[] {
  const byCode = new Map<string, UnitCounts & { readonly clusters: ClusterCounts[] }>();
  const stratumOf = createStratumOf(wave);
  const unitOf = (unit: ReportUnit) => {
    const created = () => Array.from({ length: groupCount }, () => createCounts(instrument.layout));
    const known = byCode.get(unit.code) ?? { unit, clusters: [], counts: created() };
    byCode.set(unit.code, known);
    return known;
  };
  unitsOfLevel(level, wave).forEach(unitOf);
  for (const { commune, village, counts } of villages) {
    const unit = unitOf(unitAt(level, wave, commune, village));
    const weight = weights?.get(`${commune}/${village}`);
    unit.clusters.push({ stratum: stratumOf(commune), counts, weight });
    for (const [group, into] of unit.counts.entries())
      mergeCounts(into, counts[group] as AnswerCounts);
  }
  return [...byCode.values()];
}

/** Villages are drawn district by district, where a catalogue or the groupings know of districts. */
export function createStratumOf({ ladder }: OpenWave): (commune: string) => string {
  const district = ladder.levels.indexOf('district');
  return (commune) => ladder.unitsOf(commune, '')[district] ?? 'all';
}

const pause = () => new Promise<void>((resolve) => setImmediate(resolve));
