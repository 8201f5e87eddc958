import { type ReportUnit, createReportLevel } from '@sipas/shared/admin-units';
import { type CommentUnit, type Theme, commentUnits } from '@sipas/shared/comments';
import { type Result, ok, refuse } from '@sipas/shared/kernel';
import { questionByCode } from '@sipas/shared/questionnaire';
import { type AnswerCounts, responseCount } from '@sipas/shared/scoring';
import {
  type CommentQuery,
  type CommentStore,
  type ResponseStore,
  type User,
  textQuestions,
} from '../../ports/index.ts';
import { visibleWave } from '../list-waves.ts';
import type { Refusal } from '../refusal.ts';
import { chooseInstrument, countAnew } from '../report-scores/index.ts';
import {
  type OpenInstrument,
  type OpenWave,
  type WaveReader,
  isInScope,
  scopeOf,
} from '../waves/index.ts';

export interface CommentNeeds {
  readonly reader: WaveReader;
  readonly responses: ResponseStore;
  readonly comments: CommentStore;
  readonly themes: readonly Theme[];
}

/** A unit by which comments are told. */
export interface PlacedUnit {
  readonly code: string;
  readonly name: string;
  readonly level: CommentUnit;
}

/** The comments of a wave and instrument, as far as one person may see them. */
export interface OpenComments {
  readonly wave: OpenWave;
  readonly instrument: OpenInstrument;
  /** Codes of the questions in free text. */
  readonly questions: readonly { readonly code: string; readonly label: string }[];
  /** The finest unit that may be told of a commune's comments; null: all together are too few, and none is shown. */
  readonly unitOf: ((commune: string) => PlacedUnit) | null;
  /** Of every commune of the wave that has any, whatever the person may see. */
  readonly responsesOf: ReadonlyMap<string, number>;
  /** All of them; none where none may be shown. */
  readonly query: CommentQuery;
}

/**
 * Answers: which comments may this person see, and by which unit is each told?
 * Errors:  wave.unknown, also where the person has no area in it; report.unknown-instrument.
 * Source:  decision 85.
 */
export async function openComments(
  needs: CommentNeeds,
  user: Pick<User, 'areas'>,
  waveId: string,
  asked: string | undefined,
): Promise<Result<OpenComments, Refusal>> {
  const wave = await visibleWave(needs.reader, user, waveId);
  if (wave === null) return refuse({ code: 'wave.unknown' });
  const instrument = chooseInstrument(wave, asked);
  if (instrument === undefined) return refuse({ code: 'report.unknown-instrument' });
  const { definition, keys } = instrument;
  const questions = textQuestions(definition).map((code) => ({
    code,
    label: questionByCode(definition, code)?.text.vi ?? code,
  }));

  const ladder = createLadder(wave);
  const counts = await countCommunes(needs.responses, wave, instrument);
  const scope = scopeOf(user, wave);
  const mine = [...counts].filter(([commune]) => isInScope(scope, commune));
  const placed = commentUnits(
    mine.map(([commune, responses]) => ({
      commune,
      district: ladder.district(commune).code,
      responses,
    })),
    wave.wave.minimumCell,
  );
  const unitOf = (commune: string): PlacedUnit => {
    const level = placed?.get(commune) ?? 'province';
    const { code, name } = ladder[level](commune);
    return { code, name, level };
  };
  const communes = new Set(placed === null ? [] : placed.keys());
  return ok({
    wave,
    instrument,
    questions,
    responsesOf: counts,
    unitOf: placed === null ? null : unitOf,
    query: { waveId, instrumentKeys: keys, communes },
  });
}

/** A catalogue without districts has a grouping in their stead, or the province is the next. */
function createLadder({ catalogue, groupings }: OpenWave) {
  const at = (level: string): ((commune: string) => ReportUnit) | null => {
    const found = createReportLevel(catalogue, groupings, level);
    return found.ok ? (commune) => found.value.unitOf(commune, '') : null;
  };
  const province = at('province');
  const commune = at('commune');
  if (province === null || commune === null)
    throw new Error('a catalogue has no provinces or no communes');
  return { province, district: at('district') ?? province, commune };
}

async function countCommunes(
  responses: ResponseStore,
  wave: OpenWave,
  instrument: OpenInstrument,
): Promise<ReadonlyMap<string, number>> {
  const counted = new Map<string, number>();
  const villages = await countAnew(responses)({
    ...{ wave, instrument, breakdown: null },
    isGuarding: true,
  });
  for (const { commune, counts } of villages) {
    const people = responseCount(counts[0] as AnswerCounts);
    counted.set(commune, (counted.get(commune) ?? 0) + people);
  }
  return counted;
}
