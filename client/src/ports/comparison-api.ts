import type { Uuid7 } from '@sipas/shared/kernel';
import type {
  AnnouncedList,
  ChangeTable,
  SchemeName,
  ScoreKind,
  UnitPair,
} from '@sipas/shared/wire';
import type { Answer, DownloadedFile } from './api-answer.ts';
import type { TrendApi } from './trend-api.ts';

/** Which table of changes: the later wave, the earlier one, and what a table of scores is asked by. */
export interface ChangeQuery {
  readonly wave: Uuid7;
  readonly before: Uuid7;
  readonly instrument: string;
  readonly level: string;
  readonly by: ScoreKind;
  readonly scheme: SchemeName;
}

/** Which two units: one, and another of its level or the rest of the whole that it lies in. */
export interface UnitPairQuery {
  readonly wave: Uuid7;
  readonly instrument: string;
  readonly scheme: SchemeName;
  readonly level: string;
  readonly unit: string;
  readonly beside: { readonly other: string } | { readonly of: string };
}

/** What the console asks of the server about figures beside others: of waves, of units, and what was announced. */
export interface ComparisonApi extends TrendApi {
  /** Answers: what became of each unit between two waves, with the gate already applied. */
  changes(query: ChangeQuery, signal: AbortSignal): Answer<ChangeTable>;
  /** Answers: the same table as a CSV file that Excel opens. */
  changesCsv(query: ChangeQuery): Answer<DownloadedFile>;
  /** Answers: a unit beside another, or beside the rest, with the gate already applied. */
  unitPair(query: UnitPairQuery, signal: AbortSignal): Answer<UnitPair>;
  /** Answers: the same table as a CSV file that Excel opens. */
  unitPairCsv(query: UnitPairQuery): Answer<DownloadedFile>;
  /** Answers: what others announced of earlier years, of this index and of others. */
  announced(signal: AbortSignal): Answer<AnnouncedList>;
}
