import {
  heardSuspicionSchema,
  incidentClocksSchema,
  incidentListSchema,
  incidentSchema,
} from '@sipas/shared/wire';
import type { IncidentsApi } from '../ports/incidents-api.ts';
import type { Calls } from './calls.ts';

/** The console's requests about incidents with personal data. */
export const createIncidentCalls = ({ read }: Calls): IncidentsApi => ({
  incidentClocks: (signal) =>
    read(incidentClocksSchema, { method: 'GET', path: '/incident-clocks', signal }),
  incidents: (signal) => read(incidentListSchema, { method: 'GET', path: '/incidents', signal }),
  openIncident: (body) => read(incidentSchema, { method: 'POST', path: '/incidents', body }),
  addIncidentEntry: (id, body) =>
    read(incidentSchema, {
      ...{ method: 'POST', path: `/incidents/${encodeURIComponent(id)}/entries`, body },
    }),
  reportSuspicion: (body) =>
    read(heardSuspicionSchema, { method: 'POST', path: '/incidents/suspicions', body }),
});
