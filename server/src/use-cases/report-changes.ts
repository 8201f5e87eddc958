import {
  type Catalogue,
  type ReportLevel,
  type ReportUnit,
  type UnitHistory,
  communesOf,
  createReportLevel,
  linkUnits,
  measuredShares,
} from '@sipas/shared/admin-units';
import { type Day, type Result, ok, refuse } from '@sipas/shared/kernel';
import { compareInstruments } from '@sipas/shared/questionnaire';
import {
  type AnswerCounts,
  type CountLayout,
  type UnitChange,
  type WaveSide,
  carryCounts,
  compareWaves,
  createCounts,
  mergeCounts,
  responseCount,
} from '@sipas/shared/scoring';
import type { ScoreKind, SchemeName } from '@sipas/shared/wire';
import type { ResponseStore } from '../ports/index.ts';
import type { Refusal } from './refusal.ts';
import { chooseInstrument, createStratumOf } from './report-scores/index.ts';
import type { OpenInstrument, OpenWave, WaveReader } from './waves/index.ts';

/** Percent of a unit's households that must live where a wave measured, for the wave to speak for it (decision 60). */
export const defaultOverlapPercent = 80;

/** Which comparison is asked for; what is left out takes the later wave's word. */
interface ChangeQuery {
  readonly level: string;
  readonly by: ScoreKind;
  /** Day of the units on which both waves are shown. */
  readonly on?: Day | undefined;
  readonly scheme?: SchemeName | undefined;
  readonly instrument?: string | undefined;
  readonly minimumOverlapPercent: number;
}

/** A table of changes and what it rests on. */
export interface ChangeTable {
  readonly before: { readonly id: string; readonly name: string; readonly catalogue: string };
  readonly after: { readonly id: string; readonly name: string; readonly catalogue: string };
  readonly on: Day;
  readonly level: string;
  readonly by: ScoreKind;
  readonly scheme: SchemeName;
  readonly instrument: string;
  readonly minimumOverlapPercent: number;
  /** Responses whose unit on that day is not on record, of the earlier and of the later wave. */
  readonly unplaced: { readonly before: number; readonly after: number };
  readonly rows: readonly UnitChange[];
}

interface Needs {
  readonly reader: WaveReader;
  readonly responses: ResponseStore;
  readonly history: UnitHistory;
}

/**
 * Answers: how did each unit change from one wave to another, on the units of one day?
 * Shape:   ids of the earlier and the later wave, query → changes by unit, on the catalogue of `on`.
 *          A wave measured a commune when its plan names it or it has a counted response, and then the whole unit of the
 *          asked level in which it lay: a sample of communes speaks for their province.
 * Errors:  wave.unknown naming it; report.unknown-level for villages, which are in no catalogue, and for a level that the
 *          units of that day do not have; report.unknown-instrument where one wave lacks it; report.series-broken.
 * Source:  decision 60.
 * Rule:    P-60
 */
export async function reportChanges(
  needs: Needs,
  [beforeId, afterId]: readonly [string, string],
  query: ChangeQuery,
): Promise<Result<ChangeTable, Refusal>> {
  const before = await needs.reader.wave(beforeId);
  if (before === null) return refuse({ code: 'wave.unknown', detail: beforeId });
  const after = await needs.reader.wave(afterId);
  if (after === null) return refuse({ code: 'wave.unknown', detail: afterId });
  const instruments = sameInstrument(before, after, query.instrument);
  if (!instruments.ok) return instruments;
  const on = query.on ?? (after.wave.catalogue as Day);
  const { catalogue } = await needs.reader.unitsOn(on);
  const level = createReportLevel(catalogue, after.groupings, query.level);
  if (!level.ok || query.level === 'village')
    return refuse({ code: 'report.unknown-level', detail: query.level });
  const target = { catalogue, level: level.value };
  const [earlier, later] = instruments.value;
  const sideBefore = await measure(needs, { wave: before, instrument: earlier }, target);
  const sideAfter = await measure(needs, { wave: after, instrument: later }, target);
  const scheme = query.scheme ?? after.wave.scheme;
  return ok({
    before: nameOf(before),
    after: nameOf(after),
    on,
    level: query.level,
    by: query.by,
    scheme,
    instrument: later.id,
    minimumOverlapPercent: query.minimumOverlapPercent,
    unplaced: { before: sideBefore.unplaced, after: sideAfter.unplaced },
    rows: compareWaves({
      before: sideBefore,
      after: sideAfter,
      units: level.value.units,
      by: query.by,
      scheme,
      minimumOverlapPercent: query.minimumOverlapPercent,
    }),
  });
}

const nameOf = ({ wave: { id, name, catalogue } }: OpenWave) => ({ id, name, catalogue });

/** Without a name: the first of the later wave. */
function sameInstrument(
  before: OpenWave,
  after: OpenWave,
  asked: string | undefined,
): Result<readonly [OpenInstrument, OpenInstrument], Refusal> {
  const later = chooseInstrument(after, asked);
  const earlier = later && before.instruments.find(({ id }) => id === later.id);
  if (!later || !earlier)
    return refuse({ code: 'report.unknown-instrument', detail: later?.id ?? asked ?? '' });
  const { verdict } = compareInstruments(earlier.definition, later.definition);
  return verdict === 'breaks'
    ? refuse({ code: 'report.series-broken', detail: later.id })
    : ok([earlier, later]);
}

interface MeasuredWave {
  readonly wave: OpenWave;
  readonly instrument: OpenInstrument;
}
interface Target {
  readonly catalogue: Catalogue;
  readonly level: ReportLevel;
}

async function measure(
  { responses, history }: Needs,
  measured: MeasuredWave,
  { catalogue, level }: Target,
): Promise<WaveSide & { readonly unplaced: number }> {
  const { wave, instrument } = measured;
  const villages = await countVillages(responses, measured);
  const countsByCommune = sumByCommune(villages, instrument.layout);
  const links = linkUnits(history, wave.catalogue.day, catalogue.day);
  const unitOf = (commune: string): string => level.unitOf(commune, '').code;
  const { length } = instrument.layout;
  const carried = carryCounts({ countsByCommune, links, unitOf, length });
  const { cells, scale } = carried.unplaced;
  const stratumOf = createStratumOf(wave);
  return {
    instrument: instrument.definition,
    layout: instrument.layout,
    countsByUnit: carried.byUnit,
    overlapByUnit: measuredShares({
      history,
      measuredOn: wave.catalogue.day,
      measured: measuredCommunes(wave, level.level, countsByCommune),
      wantedOn: catalogue.day,
      links,
      unitOf,
    }),
    minimumBase: wave.wave.minimumBase,
    clusters: villages.map(({ commune, counts }) => ({
      unit: carried.unitByWholeCommune.get(commune) ?? null,
      stratum: stratumOf(commune),
      counts,
    })),
    unplaced: Math.round(Number(cells[0] ?? 0n) / Number(scale)),
  };
}

interface VillageAnswers {
  readonly commune: string;
  readonly counts: AnswerCounts;
}

/** The counts of each village with an answer; versions of the form that count together are added up. */
async function countVillages(
  responses: ResponseStore,
  { wave, instrument }: MeasuredWave,
): Promise<readonly VillageAnswers[]> {
  const byPlace = new Map<string, VillageAnswers>();
  for (const key of instrument.keys)
    for (const { commune, village, counts } of await responses.villageCounts(
      wave.wave.id,
      key,
      'all',
    )) {
      const place = `${commune}/${village}`;
      const known = byPlace.get(place) ?? { commune, counts: createCounts(instrument.layout) };
      mergeCounts(known.counts, counts as AnswerCounts);
      byPlace.set(place, known);
    }
  return [...byPlace.values()];
}

function sumByCommune(
  villages: readonly VillageAnswers[],
  layout: CountLayout,
): ReadonlyMap<string, AnswerCounts> {
  const byCommune = new Map<string, AnswerCounts>();
  for (const { commune, counts } of villages) {
    const sum = byCommune.get(commune) ?? createCounts(layout);
    mergeCounts(sum, counts);
    byCommune.set(commune, sum);
  }
  return byCommune;
}

/** All communes of the units, at this level or the one nearest to it, of which at least one was in the survey. */
function measuredCommunes(
  { catalogue, groupings, villages }: OpenWave,
  level: string,
  countsByCommune: ReadonlyMap<string, AnswerCounts>,
): ReadonlySet<string> {
  const surveyed = new Set(villages.map(({ commune }) => commune));
  for (const [commune, counts] of countsByCommune)
    if (responseCount(counts) > 0) surveyed.add(commune);
  const unitOf = frameOf(catalogue, groupings, level);
  const units = new Set([...surveyed].map((commune) => unitOf(commune).code));
  const communes = communesOf(catalogue).map(({ code }) => code);
  return new Set(communes.filter((commune) => units.has(unitOf(commune).code)));
}

/** A grouping is of its own time only; in another catalogue the district stands nearest to it. */
function frameOf(
  catalogue: Catalogue,
  groupings: OpenWave['groupings'],
  level: string,
): (commune: string) => ReportUnit {
  for (const nearest of [level, 'district', 'commune']) {
    const frame = createReportLevel(catalogue, groupings, nearest);
    if (frame.ok) return (commune) => frame.value.unitOf(commune, '');
  }
  throw new RangeError(`the catalogue of ${catalogue.day} has no communes`);
}
