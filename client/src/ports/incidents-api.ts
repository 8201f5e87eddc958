import type {
  HeardSuspicion,
  Incident,
  IncidentClocks,
  IncidentEntryRequest,
  IncidentList,
  NewIncident,
  Suspicion,
} from '@sipas/shared/wire';
import type { Answer } from './api-answer.ts';

/** What the console asks of the server about incidents with personal data. */
export interface IncidentsApi {
  /** Answers: the clocks that run, without a word of what happened. */
  incidentClocks(signal: AbortSignal): Answer<IncidentClocks>;
  /** Answers: the register, clocks that run first. */
  incidents(signal: AbortSignal): Answer<IncidentList>;
  openIncident(known: NewIncident): Answer<Incident>;
  addIncidentEntry(id: string, entry: IncidentEntryRequest): Answer<Incident>;
  reportSuspicion(said: Suspicion): Answer<HeardSuspicion>;
}
