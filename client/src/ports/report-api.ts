import type { Uuid7 } from '@sipas/shared/kernel';
import type { ReportDocument } from '@sipas/shared/wire';
import type { Answer, DownloadedFile } from './api-answer.ts';

/** Which report: a wave, one of its forms, the level that is told of in full, the earlier wave where one was chosen. */
export interface ReportQuery {
  readonly wave: Uuid7;
  readonly instrument: string;
  readonly level: string;
  readonly before: Uuid7 | null;
}

/** What the console asks of the server about the report of a wave. */
export interface ReportApi {
  /** Answers: the report as the screen and the paper show it, with the gate already applied. */
  report(query: ReportQuery, signal: AbortSignal): Answer<ReportDocument>;
  /** Answers: the same report as a document of Word. */
  reportDocx(query: ReportQuery): Answer<DownloadedFile>;
}
