import type { IncidentRules } from '@sipas/shared/incidents';
import shipped from '../../../data/rights/incident-notice.json' with { type: 'json' };

/** Answers: how long the law gives for the notice of an incident, as it is shipped. */
export const shippedIncidentRules = (): IncidentRules => shipped;
