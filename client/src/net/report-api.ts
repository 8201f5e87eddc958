import { reportDocumentSchema } from '@sipas/shared/wire';
import type { ReportApi, ReportQuery } from '../ports/report-api.ts';
import type { Calls } from './calls.ts';

/** The console's requests about the report of a wave. */
export const createReportApi = ({ read, download }: Calls): ReportApi => ({
  report: (query, signal) =>
    read(reportDocumentSchema, {
      method: 'GET',
      path: pathOf('report', query),
      signal,
      isSlow: true,
    }),
  reportDocx: (query) => download(pathOf('report.docx', query), 'bao-cao.docx'),
});

function pathOf(what: string, { wave, instrument, level, before }: ReportQuery): string {
  const params = new URLSearchParams({
    ...{ instrument, level },
    ...(before !== null && { before }),
  });
  return `/waves/${wave}/${what}?${String(params)}`;
}
