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
  type ComparedWave,
  type Published,
  type UnitChange,
  carryCounts,
  createCounts,
  mergeCounts,
  publishChanges,
  responseCount,
} from '@sipas/shared/scoring';
import type { ScoreKind, SchemeName } from '@sipas/shared/wire';
import type { Refusal } from './refusal.ts';
import {
  type VillageCounter,
  type VillageGroups,
  chooseInstrument,
  guardingVillages,
  createStratumOf,
  placeVillages,
} from './report-scores/index.ts';
import type { OpenInstrument, OpenWave, WaveReader } from './waves/index.ts';

/** Percent of a unit's households that must live where a wave measured, for the wave to speak for it (decision 60). */
export const defaultOverlapPercent = 80;

/** Which comparison is asked for; what is left out takes the later wave's word. */
export interface ChangeQuery {
  readonly level: string;
  readonly by: ScoreKind;
  /** Day of the units on which both waves are shown. */
  readonly on?: Day | undefined;
  readonly scheme?: SchemeName | undefined;
  readonly instrument?: string | undefined;
  readonly minimumOverlapPercent: number;
  /** Which units of the level the reader may see; without it all. */
  readonly shown?: (after: OpenWave, level: ReportLevel) => (unit: string) => boolean;
  /** Only these units of the level, ranked among themselves; all of them without it. What is hidden is so either way. */
  readonly units?: ReadonlySet<string> | undefined;
}

interface ComparedName {
  readonly id: string;
  readonly name: string;
  readonly catalogue: string;
  readonly minimumBase: number;
  readonly minimumCell: number;
  /** The edition of a frozen wave. */
  readonly edition?: number | undefined;
}

/** A table of changes and what it rests on. */
export interface ChangeTable {
  readonly before: ComparedName;
  readonly after: ComparedName;
  readonly on: Day;
  readonly level: string;
  readonly by: ScoreKind;
  readonly scheme: SchemeName;
  readonly instrument: string;
  readonly minimumOverlapPercent: number;
  /** Responses whose unit on that day is not on record, of the earlier and of the later wave. */
  readonly unplaced: { readonly before: number; readonly after: number };
  readonly rows: Published<readonly UnitChange[]>;
}

interface Needs {
  readonly reader: WaveReader;
  readonly countVillages: VillageCounter;
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
  const target = { catalogue, level: level.value, groupings: after.groupings };
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
    rows: publishChanges({
      before: sideBefore,
      after: sideAfter,
      units: level.value.units.filter(({ code }) => query.units?.has(code) ?? true),
      by: query.by,
      scheme,
      minimumOverlapPercent: query.minimumOverlapPercent,
      ...(query.shown && { isShown: query.shown(after, level.value) }),
    }),
  });
}

const nameOf = ({ wave }: OpenWave): ComparedName => {
  const { id, name, catalogue, minimumBase, minimumCell, edition } = wave;
  return { id, name, catalogue, minimumBase, minimumCell, edition };
};

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
  /** Those by which the units of the level are made. */
  readonly groupings: OpenWave['groupings'];
}

type MeasuredSide = ComparedWave & { readonly unplaced: number };

/** What a side is made of, beside the villages of its wave: the very same objects, the very same side. */
interface MadeOf extends MeasuredWave, Target {
  readonly history: UnitHistory;
  readonly guarding: readonly VillageGroups[];
}

/** The sides of waves in which nothing changes, at the few levels that people look at. */
const sidesOfVillages = new WeakMap<
  readonly VillageGroups[],
  { readonly of: MadeOf; readonly side: MeasuredSide }[]
>();
const mostSides = 8;

async function measure(
  { countVillages, history }: Needs,
  measured: MeasuredWave,
  target: Target,
): Promise<MeasuredSide> {
  const asked = { ...measured, breakdown: null };
  const villages = await countVillages(asked);
  const guarding = await guardingVillages(countVillages, asked, villages);
  const of = { ...measured, ...target, history, guarding };
  const sides = sidesOfVillages.get(villages) ?? [];
  const known = sides.find((one) => isSame(one.of, of));
  if (known !== undefined) return known.side;
  const side = makeSide(of, villages);
  sidesOfVillages.set(villages, [{ of, side }, ...sides].slice(0, mostSides));
  return side;
}

/** A wave is read anew each time; what its figures rest on is not. */
const isSame = (a: MadeOf, b: MadeOf): boolean =>
  a.wave.ladder === b.wave.ladder &&
  a.wave.villages === b.wave.villages &&
  a.wave.wave.minimumBase === b.wave.wave.minimumBase &&
  a.wave.wave.minimumCell === b.wave.wave.minimumCell &&
  a.instrument.definition === b.instrument.definition &&
  a.catalogue === b.catalogue &&
  a.level.level === b.level.level &&
  a.groupings === b.groupings &&
  a.history === b.history &&
  a.guarding === b.guarding;

function makeSide(
  { wave, instrument, catalogue, level, history, guarding }: MadeOf,
  villages: readonly VillageGroups[],
): MeasuredSide {
  const countsByCommune = sumByCommune(villages, instrument.layout);
  const links = linkUnits(history, wave.catalogue.day, catalogue.day);
  const unitOf = (commune: string): string => level.unitOf(commune, '').code;
  const listed = new Set(communesOf(catalogue).map(({ code }) => code));
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
      // Communes on record that the store's catalogue lacks are households of none of its units.
      unitOf: (commune) => (listed.has(commune) ? unitOf(commune) : ''),
    }),
    sourcesByUnit: carried.sourcesByUnit,
    places: placeVillages(wave, level.level, guarding).places,
    minimumBase: wave.wave.minimumBase,
    minimumCell: wave.wave.minimumCell,
    clusters: villages.map(({ commune, counts }) => ({
      unit: carried.unitByWholeCommune.get(commune) ?? null,
      stratum: stratumOf(commune),
      counts: counts[0] as AnswerCounts,
    })),
    unplaced: Math.round(Number(cells[0] ?? 0n) / Number(scale)),
  };
}

function sumByCommune(
  villages: readonly VillageGroups[],
  layout: CountLayout,
): ReadonlyMap<string, AnswerCounts> {
  const byCommune = new Map<string, AnswerCounts>();
  for (const { commune, counts } of villages) {
    const sum = byCommune.get(commune) ?? createCounts(layout);
    mergeCounts(sum, counts[0] as AnswerCounts);
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
