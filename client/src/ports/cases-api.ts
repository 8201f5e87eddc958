import type {
  Case,
  CaseEntryRequest,
  CaseList,
  NewCase,
  WithdrawalRequest,
  WithdrawnCase,
} from '@sipas/shared/wire';
import type { Answer } from './api-answer.ts';

/** What the console asks of the server about requests of people about their forms. */
export interface CasesApi {
  /** Answers: the requests, overdue ones first. */
  cases(signal: AbortSignal): Answer<CaseList>;
  openCase(asked: NewCase): Answer<Case>;
  addCaseEntry(id: string, entry: CaseEntryRequest): Answer<Case>;
  /** Makes the answers of the form unreadable for good. */
  withdrawForm(id: string, asked: WithdrawalRequest): Answer<WithdrawnCase>;
}
