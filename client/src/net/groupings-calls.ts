import { groupingDetailsSchema, groupingListSchema } from '@sipas/shared/wire';
import type { GroupingsApi } from '../ports/groupings-api.ts';
import type { Calls } from './calls.ts';
import { excelMarks } from './excel-marks.ts';

/** The console's requests about groupings of communes. */
export const createGroupingsCalls = ({ read, download }: Calls): GroupingsApi => ({
  groupings: (signal) => read(groupingListSchema, { method: 'GET', path: '/groupings', signal }),

  grouping: (id, signal) =>
    read(groupingDetailsSchema, { method: 'GET', path: groupingPath(id), signal }),

  reviseGrouping: (id, asked) =>
    read(groupingDetailsSchema, {
      method: 'POST',
      path: `${groupingPath(id)}/revisions`,
      body: asked,
    }),

  importGrouping: (id, revision, file) =>
    read(groupingDetailsSchema, {
      method: 'POST',
      path: `${groupingPath(id)}/file?revision=${String(revision)}`,
      file: new Blob([file], { type: 'text/csv' }),
    }),

  groupingCsv: (id) =>
    download(
      `${groupingPath(id)}/export.csv?${String(new URLSearchParams([...excelMarks]))}`,
      'grouping.csv',
    ),
});

/** The id comes from the address of the page, so it may be anything. */
const groupingPath = (id: string): string => `/groupings/${encodeURIComponent(id)}`;
