import { type Result, ok, refuse } from '@sipas/shared/kernel';
import { type Question, questionsOf } from '@sipas/shared/questionnaire';
import { unpackAnswers } from '@sipas/shared/scoring';
import type { Answers } from '@sipas/shared/response';
import type { ResponseStore } from '../ports/index.ts';
import type { Refusal } from './refusal.ts';
import { chooseInstrument } from './report-scores/index.ts';
import type { OpenInstrument, OpenWave, WaveReader } from './waves/index.ts';

/** One counted response without what could name a household. */
export interface ExportedResponse {
  readonly responseId: string;
  readonly revision: number;
  readonly commune: string;
  readonly communeName: string;
  readonly mode: string;
  readonly answers: Answers;
}

export interface ResponseExport {
  readonly wave: OpenWave['wave'];
  readonly instrument: OpenInstrument;
  readonly questions: readonly Question[];
  readonly rows: AsyncIterable<ExportedResponse>;
}

/**
 * Answers: the counted responses of a wave and instrument, for an analysis elsewhere.
 * Shape:   rows ordered by response id; closed questions that are not sensitive, in the order of the form.
 * Missing: kept apart by kind, as in the store.
 * Errors:  wave.unknown; report.unknown-instrument.
 * Source:  decision D15: village, household, sensitive and free answers are left out.
 */
export async function exportResponses(
  needs: { readonly reader: WaveReader; readonly responses: ResponseStore },
  waveId: string,
  asked: string | undefined,
): Promise<Result<ResponseExport, Refusal>> {
  const wave = await needs.reader.wave(waveId);
  if (wave === null) return refuse({ code: 'wave.unknown' });
  const instrument = chooseInstrument(wave, asked);
  if (instrument === undefined) return refuse({ code: 'report.unknown-instrument' });
  const rows = needs.responses.countedResponses(waveId, instrument.keys, 'all');
  return ok({
    wave: wave.wave,
    instrument,
    questions: exportedQuestions(instrument),
    rows: withAnswers(rows, wave, instrument),
  });
}

/** Answers: which questions go into an export of rows: closed ones that are not sensitive. */
export const exportedQuestions = ({ definition }: OpenInstrument): readonly Question[] =>
  questionsOf(definition).filter(
    ({ kind, sensitive }) => (kind === 'single' || kind === 'multiple') && sensitive !== true,
  );

async function* withAnswers(
  rows: ReturnType<ResponseStore['countedResponses']>,
  { catalogue }: OpenWave,
  { packing }: OpenInstrument,
): AsyncGenerator<ExportedResponse> {
  for await (const { responseId, revision, commune, mode, packed } of rows) {
    const communeName = catalogue.unitsByCode.get(commune)?.name ?? commune;
    const answers = unpackAnswers(packing, packed);
    yield { responseId, revision, commune, communeName, mode, answers };
  }
}
