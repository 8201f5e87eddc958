import type { Uuid7 } from '@sipas/shared/kernel';
import type { Edition, EditionChanges, EditionList, ScoreKind } from '@sipas/shared/wire';
import type { Answer, DownloadedFile } from './api-answer.ts';

/** Which difference report: an edition against the one before it, at a level of the wave. */
export interface EditionChangesQuery {
  readonly wave: Uuid7;
  readonly edition: number;
  readonly instrument: string;
  readonly level: string;
  readonly by: ScoreKind;
}

/** What the console asks of the server about the editions of waves. */
export interface WaveApi {
  editions(wave: Uuid7, signal: AbortSignal): Answer<EditionList>;
  freezeWave(wave: Uuid7): Answer<Edition>;
  makeEdition(wave: Uuid7, reason: string): Answer<Edition>;
  editionChanges(query: EditionChangesQuery, signal: AbortSignal): Answer<EditionChanges>;
  editionChangesCsv(query: EditionChangesQuery): Answer<DownloadedFile>;
}
