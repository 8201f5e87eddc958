import type { Uuid7 } from '@sipas/shared/kernel';
import type {
  Edition,
  EditionChanges,
  EditionList,
  NewWaveRequest,
  ScoreKind,
  WaveChoices,
  WaveRecord,
} from '@sipas/shared/wire';
import type { Answer, DownloadedFile } from './api-answer.ts';

/** Which difference report: an edition against the one before it, at a level of the wave. */
export interface EditionChangesQuery {
  readonly wave: Uuid7;
  readonly edition: number;
  readonly instrument: string;
  readonly level: string;
  readonly by: ScoreKind;
}

/** What the console asks of the server about making waves and about their editions. */
export interface WaveApi {
  /** Answers: when each wave was made, opened and closed, and how many forms count in it. */
  waveRecords(signal: AbortSignal): Answer<readonly WaveRecord[]>;
  /** Answers: what a new wave can be made of. */
  waveChoices(signal: AbortSignal): Answer<WaveChoices>;
  makeWave(asked: NewWaveRequest): Answer<{ readonly waveId: Uuid7 }>;
  editions(wave: Uuid7, signal: AbortSignal): Answer<EditionList>;
  freezeWave(wave: Uuid7): Answer<Edition>;
  makeEdition(wave: Uuid7, reason: string): Answer<Edition>;
  editionChanges(query: EditionChangesQuery, signal: AbortSignal): Answer<EditionChanges>;
  editionChangesCsv(query: EditionChangesQuery): Answer<DownloadedFile>;
}
