import type { InstrumentDiff, InstrumentSummary } from '@sipas/shared/wire';
import type { Answer, DownloadedFile } from './api-answer.ts';

/** Which two versions of an instrument, each by its whole name. */
export interface InstrumentDiffQuery {
  readonly instrument: string;
  readonly before: string;
  readonly after: string;
}

/** What the console asks of the server about instruments and their versions. */
export interface InstrumentApi {
  /** Answers: every instrument with its versions, the newest first, and the waves that ask each. */
  instruments(signal: AbortSignal): Answer<readonly InstrumentSummary[]>;
  /** Answers: what two versions say differently, and what that does to the figures. */
  instrumentDiff(query: InstrumentDiffQuery, signal: AbortSignal): Answer<InstrumentDiff>;
  instrumentDiffCsv(query: InstrumentDiffQuery): Answer<DownloadedFile>;
}
