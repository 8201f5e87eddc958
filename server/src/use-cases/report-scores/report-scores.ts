import { createReportLevel } from '@sipas/shared/admin-units';
import { type Result, ok, refuse } from '@sipas/shared/kernel';
import { questionByCode } from '@sipas/shared/questionnaire';
import { type Breakdown, askQuestion, createBreakdown } from '@sipas/shared/scoring';
import type { PublishedScoreTable, ScoreKind, SchemeName } from '@sipas/shared/wire';
import type { ScoresToTable, TableMaker, VillageWeight } from '../../ports/index.ts';
import { type FigureReader, toldWave } from '../told-wave.ts';
import type { Refusal } from '../refusal.ts';
import { type OpenInstrument, type OpenWave, type WaveReader, scopeOf } from '../waves/index.ts';
import { createIsShown } from './shown-units.ts';
import { gatherUnits, placeVillages } from './unit-counts.ts';
import { type VillageCounter, guardingVillages } from './village-counter.ts';

/** Answers: for how many households a respondent of each village stands; none: not on record. */
export type WaveWeights = (waveId: string) => Promise<readonly VillageWeight[]>;

/** Which table of scores is asked for; what is left out takes the wave's word. */
export interface ScoreQuery {
  readonly level?: string | undefined;
  readonly by?: ScoreKind | undefined;
  readonly scheme?: SchemeName | undefined;
  /** Id or version; the wave's first without it. */
  readonly instrument?: string | undefined;
  /** Code of a question that may divide a report. */
  readonly group?: string | undefined;
}

/**
 * Answers: how satisfied are people, in the units that this person may see?
 * Shape:   wave and query → the table of the level. Ranks and protection are taken over the whole wave, then the
 *          person's units are cut from it.
 * Errors:  wave.unknown; report.unknown-level, -group, -instrument; report.sensitive-group (decision D15); server.busy.
 * Rule:    P-10
 */
export async function reportScores(
  needs: {
    readonly reader: WaveReader;
    readonly countVillages: VillageCounter;
    readonly tables: TableMaker;
    /** Tells that nobody waits for the table any more. */
    readonly gone?: AbortSignal | undefined;
    readonly weights?: WaveWeights;
  },
  user: FigureReader,
  waveId: string,
  query: ScoreQuery,
): Promise<Result<PublishedScoreTable, Refusal>> {
  const told = await toldWave(needs.reader, user, waveId);
  if (!told.ok) return told;
  const wave = told.value;
  const instrument = chooseInstrument(wave, query.instrument);
  if (instrument === undefined) return refuse({ code: 'report.unknown-instrument' });
  const asked = query.level ?? 'province';
  const level = createReportLevel(wave.catalogue, wave.groupings, asked);
  if (!level.ok) return refuse({ code: 'report.unknown-level', detail: asked });
  const breakdown = chooseBreakdown(instrument, query.group);
  if (!breakdown.ok) return breakdown;

  const counted = { wave, instrument, breakdown: breakdown.value };
  const villages = await needs.countVillages(counted);
  const groups = breakdown.value?.groups ?? null;
  const weights = await weightsFor(needs, waveId, groups !== null);
  const groupCount = groups?.length ?? 1;
  const gathered = { wave, instrument, level: level.value, groupCount, weights };
  const { minimumBase, minimumCell } = wave.wave;
  const scheme = query.scheme ?? wave.wave.scheme;
  const by = query.by ?? 'overall';
  const isShown = createIsShown(wave, level.value, scopeOf(user, wave));
  const units = gatherUnits(gathered, villages);
  const guarding = await guardingVillages(needs.countVillages, counted, villages);
  const placed = placeVillages(wave, level.value.level, guarding);
  const table: ScoresToTable = {
    ...placed,
    weighted: withWeights(placed.places, weights),
    instrument: instrument.definition,
    layout: instrument.layout,
    scheme,
    by,
    units,
    groups,
    divider: dividerOf(instrument, breakdown.value),
    minimumBase,
    minimumCell,
    shownUnits: new Set(units.map(({ unit }) => unit.code).filter(isShown)),
  };
  const rows = await needs.tables.scores(table, needs.gone);
  if (!rows.ok) return rows;
  const about = {
    wave: { id: wave.wave.id, name: wave.wave.name },
    instrument: { id: instrument.id, version: instrument.version },
    catalogue: wave.wave.catalogue,
    scheme,
    level: asked,
    by,
    group: query.group ?? null,
    minimumBase,
    minimumCell,
    ...editionOf(wave, breakdown.value),
  } as Omit<PublishedScoreTable, 'rows'>;
  return ok({ ...about, rows: rows.value });
}

/** How the form was filled is no question: no answer tells who was asked it. */
const dividerOf = (
  { definition, layout }: OpenInstrument,
  breakdown: Breakdown | null,
): ScoresToTable['divider'] => {
  const question = breakdown && questionByCode(definition, breakdown.question);
  return question ? askQuestion(definition, layout, question) : null;
};

/** Answers: the edition that a table of a frozen wave is of; tables of groups are of the first (decision 90). */
export const editionOf = (
  { wave }: OpenWave,
  breakdown: Breakdown | null,
): { readonly edition?: number } =>
  wave.edition === undefined ? {} : { edition: breakdown === null ? wave.edition : 1 };

/** Groups have no second estimate: its sums would tell more than the first hides. */
async function weightsFor(
  { weights }: { readonly weights?: WaveWeights },
  waveId: string,
  isDivided: boolean,
): Promise<ReadonlyMap<string, number> | null> {
  const known = isDivided || weights === undefined ? [] : await weights(waveId);
  if (known.length === 0) return null;
  return new Map(known.map(({ commune, village, weight }) => [`${commune}/${village}`, weight]));
}

const withWeights = (
  places: ReturnType<typeof placeVillages>['places'],
  weights: ReadonlyMap<string, number> | null,
) =>
  weights === null
    ? undefined
    : places.map((place) => ({ ...place, weight: weights.get(place.units.at(-1) ?? '') ?? null }));

/**
 * Answers: the instrument of a wave by its id (the version published last) or version; the first without either.
 * Shape:   an older version that counts together with a newer one is not told apart: from the two figures that of a few
 *          people could be found by subtraction.
 */
export function chooseInstrument(
  wave: OpenWave,
  asked: string | undefined,
): OpenInstrument | undefined {
  if (asked === undefined) return wave.instruments[0];
  const key = wave.versions.find(({ version }) => version === asked)?.key;
  return wave.instruments.find(
    ({ id, keys }) => id === asked || (key !== undefined && keys.includes(key)),
  );
}

/**
 * Answers: the groups of people by a question; null where none is asked for.
 * Errors:  report.sensitive-group (decision D15), report.unknown-group.
 */
export function chooseBreakdown(
  { definition, packing }: OpenInstrument,
  group: string | undefined,
): Result<Breakdown | null, Refusal> {
  if (group === undefined) return ok(null);
  if (questionByCode(definition, group)?.sensitive === true)
    return refuse({ code: 'report.sensitive-group', detail: group });
  const breakdown = createBreakdown(definition, packing, group);
  return breakdown.ok ? breakdown : refuse({ code: 'report.unknown-group', detail: group });
}
