import { auditChainSchema, auditPageSchema } from '@sipas/shared/wire';
import type { JournalApi, JournalQuery } from '../ports/journal-api.ts';
import type { Calls } from './calls.ts';
import { excelMarks } from './excel-marks.ts';

/** The console's requests about the journal of acts. */
export const createJournalCalls = ({ read, download }: Calls): JournalApi => ({
  journal({ limit, offset, ...query }, signal) {
    const page = [
      ['limit', String(limit)],
      ['offset', String(offset)],
    ];
    const asked = new URLSearchParams([...paramsOf(query), ...page]);
    return read(auditPageSchema, { method: 'GET', path: `/audit?${String(asked)}`, signal });
  },
  journalChain: (signal) => read(auditChainSchema, { method: 'GET', path: '/audit/chain', signal }),
  journalCsv(query) {
    const asked = new URLSearchParams([...paramsOf(query), ...excelMarks]);
    return download(`/audit/export.csv?${String(asked)}`, 'sipas-audit.csv');
  },
});

const paramsOf = (query: JournalQuery): [string, string][] =>
  Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== null);
