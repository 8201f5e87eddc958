import {
  actionChoicesSchema,
  actionDetailsSchema,
  actionListSchema,
  actionOutcomeSchema,
  priorityTableSchema,
} from '@sipas/shared/wire';
import type { FixesApi, PriorityQuery } from '../ports/fixes-api.ts';
import type { Calls } from './calls.ts';
import { excelMarks } from './excel-marks.ts';

/** The part of the console's requests that leads from figures to fixes. */
export const createFixesApi = ({ read, download }: Calls): FixesApi => ({
  priorities(query, signal) {
    const params = priorityParams(query);
    if (query.firstOnly) params.set('places', '1');
    const path = `/waves/${query.wave}/priorities?${String(params)}`;
    return read(priorityTableSchema, { method: 'GET', path, signal });
  },

  prioritiesCsv(query) {
    const params = new URLSearchParams([...priorityParams(query), ...excelMarks]);
    const path = `/waves/${query.wave}/exports/priorities.csv?${String(params)}`;
    return download(path, 'priorities.csv');
  },

  actions: (signal) => read(actionListSchema, { method: 'GET', path: '/actions', signal }),

  actionsCsv({ status, unit, overdue }) {
    const params = new URLSearchParams([
      ...(status === null ? [] : [['status', status]]),
      ...(unit === null ? [] : [['unit', unit]]),
      ...(overdue ? [['overdue', '1']] : []),
      ...excelMarks,
    ]);
    return download(`/exports/actions.csv?${String(params)}`, 'actions.csv');
  },

  action: (id, signal) =>
    read(actionDetailsSchema, { method: 'GET', path: actionPath(id), signal }),

  actionOutcome(id, wave, signal) {
    const query = wave === null ? '' : `?${String(new URLSearchParams({ wave }))}`;
    const path = `${actionPath(id)}/outcome${query}`;
    return read(actionOutcomeSchema, { method: 'GET', path, signal });
  },

  actionChoices({ wave, level, instrument }, signal) {
    const params = new URLSearchParams({ level, instrument });
    const path = `/waves/${wave}/action-choices?${String(params)}`;
    return read(actionChoicesSchema, { method: 'GET', path, signal });
  },

  beginAction: (asked) =>
    read(actionDetailsSchema, { method: 'POST', path: '/actions', body: asked }),

  reviseAction: (id, asked) =>
    read(actionDetailsSchema, {
      method: 'POST',
      path: `${actionPath(id)}/revisions`,
      body: asked,
    }),
});

/** The id comes from the address of the page, so it may be anything. */
const actionPath = (id: string): string => `/actions/${encodeURIComponent(id)}`;

function priorityParams({ instrument, level, scheme, unit }: PriorityQuery): URLSearchParams {
  const params = new URLSearchParams({ level, instrument, scheme });
  if (unit !== null) params.set('unit', unit);
  return params;
}
