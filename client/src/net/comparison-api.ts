import { announcedListSchema, changeTableSchema, unitPairSchema } from '@sipas/shared/wire';
import type { ChangeQuery, ComparisonApi, UnitPairQuery } from '../ports/comparison-api.ts';
import type { Calls } from './calls.ts';
import { excelMarks } from './excel-marks.ts';
import { createTrendApi } from './trend-api.ts';

/** The console's requests about waves beside each other. */
export const createComparisonApi = ({ read, download }: Calls): ComparisonApi => ({
  ...createTrendApi({ read, download }),

  changes: (query, signal) =>
    read(changeTableSchema, {
      method: 'GET',
      path: `/waves/${query.wave}/changes?${String(changeParams(query))}`,
      signal,
    }),

  changesCsv(query) {
    const params = new URLSearchParams([...changeParams(query), ...excelMarks]);
    return download(`/waves/${query.wave}/exports/changes.csv?${String(params)}`, 'changes.csv');
  },

  unitPair: (query, signal) =>
    read(unitPairSchema, {
      method: 'GET',
      path: `/waves/${query.wave}/unit-pair?${String(pairParams(query))}`,
      signal,
    }),

  unitPairCsv(query) {
    const params = new URLSearchParams([...pairParams(query), ...excelMarks]);
    return download(
      `/waves/${query.wave}/exports/unit-pair.csv?${String(params)}`,
      'unit-pair.csv',
    );
  },

  announced: (signal) =>
    read(announcedListSchema, { method: 'GET', path: '/announced-figures', signal }),
});

const changeParams = ({ before, level, instrument, by, scheme }: ChangeQuery): URLSearchParams =>
  new URLSearchParams({ before, level, instrument, by, scheme });

const pairParams = ({ level, unit, beside, instrument, scheme }: UnitPairQuery): URLSearchParams =>
  new URLSearchParams({ level, unit, ...beside, instrument, scheme });
