import type { Uuid7 } from '@sipas/shared/kernel';
import type { SchemeName, ScoreKind, Trend } from '@sipas/shared/wire';
import type { Answer, DownloadedFile } from './api-answer.ts';

/** Which figure of which unit is followed, from which wave back; the first that there is where it is null. */
export interface TrendQuery {
  readonly wave: Uuid7;
  readonly instrument: string;
  readonly level: string;
  readonly by: ScoreKind;
  readonly scheme: SchemeName;
  readonly unit: string | null;
  readonly figure: string | null;
}

/** What the console asks of the server about figures over the waves. */
export interface TrendApi {
  /** Answers: one figure of one unit over the waves, with the gate already applied, beside what was announced. */
  trend(query: TrendQuery, signal: AbortSignal): Answer<Trend>;
  /** Answers: the same as a CSV file that Excel opens. */
  trendCsv(query: TrendQuery): Answer<DownloadedFile>;
}
