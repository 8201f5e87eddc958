import { trendSchema } from '@sipas/shared/wire';
import type { TrendApi, TrendQuery } from '../ports/trend-api.ts';
import type { Calls } from './calls.ts';
import { excelMarks } from './excel-marks.ts';

/** The console's requests about figures over the waves. */
export const createTrendApi = ({ read, download }: Calls): TrendApi => ({
  trend: (query, signal) =>
    read(trendSchema, {
      method: 'GET',
      path: `/waves/${query.wave}/trend?${String(paramsOf(query))}`,
      signal,
    }),

  trendCsv(query) {
    const params = new URLSearchParams([...paramsOf(query), ...excelMarks]);
    return download(`/waves/${query.wave}/exports/trend.csv?${String(params)}`, 'trend.csv');
  },
});

const paramsOf = ({ wave: _wave, unit, figure, ...asked }: TrendQuery): URLSearchParams =>
  new URLSearchParams({
    ...asked,
    ...(unit !== null && { unit }),
    ...(figure !== null && { figure }),
  });
