import { impactDocumentSchema } from '@sipas/shared/wire';
import type { ImpactApi } from '../ports/impact-api.ts';
import type { Calls } from './calls.ts';

/** The console's request for the file on the impact of processing. */
export const createImpactCalls = ({ read }: Calls): ImpactApi => ({
  impact: (signal) => read(impactDocumentSchema, { method: 'GET', path: '/impact', signal }),
});
