import { caseListSchema, caseSchema, withdrawnCaseSchema } from '@sipas/shared/wire';
import type { CasesApi } from '../ports/cases-api.ts';
import type { Calls } from './calls.ts';

/** The console's requests about what people asked. */
export const createCaseCalls = ({ read }: Calls): CasesApi => ({
  cases: (signal) => read(caseListSchema, { method: 'GET', path: '/cases', signal }),
  openCase: (body) => read(caseSchema, { method: 'POST', path: '/cases', body }),
  withdrawForm: (id, body) =>
    read(withdrawnCaseSchema, {
      ...{ method: 'POST', path: `/cases/${encodeURIComponent(id)}/withdrawal`, body },
    }),
  addCaseEntry: (id, body) =>
    read(caseSchema, { method: 'POST', path: `/cases/${encodeURIComponent(id)}/entries`, body }),
});
