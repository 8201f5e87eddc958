import type { AuditChain, AuditPage } from '@sipas/shared/wire';
import type { Answer, DownloadedFile } from './api-answer.ts';

/** Which entries of the journal: of whom, of which act, of which day in Vietnam; null for all. */
export interface JournalQuery {
  readonly actor: string | null;
  readonly act: string | null;
  readonly day: string | null;
}

/** What the console asks of the server about who did and saw what. */
export interface JournalApi {
  /** Answers: the entries, the newest first. */
  journal(
    query: JournalQuery & { readonly limit: number; readonly offset: number },
    signal: AbortSignal,
  ): Answer<AuditPage>;
  /** Answers: whether every entry is as it was written. */
  journalChain(signal: AbortSignal): Answer<AuditChain>;
  journalCsv(query: JournalQuery): Answer<DownloadedFile>;
}
