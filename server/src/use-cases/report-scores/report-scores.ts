import { createReportLevel } from '@sipas/shared/admin-units';
import { type Result, ok, refuse } from '@sipas/shared/kernel';
import { questionByCode } from '@sipas/shared/questionnaire';
import { type Breakdown, askQuestion, createBreakdown, publishScores } from '@sipas/shared/scoring';
import type { PublishedScoreTable, ScoreKind, SchemeName } from '@sipas/shared/wire';
import type { ResponseStore, User } from '../../ports/index.ts';
import { visibleWave } from '../list-waves.ts';
import type { Refusal } from '../refusal.ts';
import { type OpenInstrument, type OpenWave, type WaveReader, scopeOf } from '../waves/index.ts';
import { createIsShown } from './shown-units.ts';
import { countVillages, gatherUnits, placeVillages } from './unit-counts.ts';

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
 * Errors:  wave.unknown; report.unknown-level, -group, -instrument; report.sensitive-group (decision D15).
 * Rule:    P-10
 */
export async function reportScores(
  needs: { readonly reader: WaveReader; readonly responses: ResponseStore },
  user: Pick<User, 'areas'>,
  waveId: string,
  query: ScoreQuery,
): Promise<Result<PublishedScoreTable, Refusal>> {
  const wave = await visibleWave(needs.reader, user, waveId);
  if (wave === null) return refuse({ code: 'wave.unknown' });
  const instrument = chooseInstrument(wave, query.instrument);
  if (instrument === undefined) return refuse({ code: 'report.unknown-instrument' });
  const asked = query.level ?? 'province';
  const level = createReportLevel(wave.catalogue, wave.groupings, asked);
  if (!level.ok) return refuse({ code: 'report.unknown-level', detail: asked });
  const breakdown = chooseBreakdown(instrument, query.group);
  if (!breakdown.ok) return breakdown;

  const counted = { wave, instrument, breakdown: breakdown.value };
  const villages = await countVillages(needs.responses, counted);
  const groups = breakdown.value?.groups ?? null;
  const gathered = { wave, instrument, level: level.value, groupCount: groups?.length ?? 1 };
  const { scheme, minimumBase, minimumCell } = wave.wave;
  const by = query.by ?? 'overall';
  const rows = publishScores({
    ...placeVillages(wave, level.value.level, villages),
    instrument: instrument.definition,
    layout: instrument.layout,
    scheme: query.scheme ?? scheme,
    by,
    units: gatherUnits(gathered, villages),
    groups,
    divider:
      breakdown.value &&
      askQuestion(instrument.definition, instrument.layout, { code: breakdown.value.question }),
    minimumBase,
    minimumCell,
    isShown: createIsShown(wave, level.value, scopeOf(user, wave)),
  });
  const about = {
    wave: { id: wave.wave.id, name: wave.wave.name },
    instrument: { id: instrument.id, version: instrument.version },
    catalogue: wave.wave.catalogue,
    scheme: query.scheme ?? scheme,
    level: asked,
    by,
    group: query.group ?? null,
    minimumBase,
    minimumCell,
  } as Omit<PublishedScoreTable, 'rows'>;
  return ok({ ...about, rows });
}

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
