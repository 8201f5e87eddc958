import { type Context, Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import type { Result } from '@sipas/shared/kernel';
import {
  heardSuspicionSchema,
  incidentClocksSchema,
  incidentEntryRequestSchema,
  incidentListSchema,
  incidentSchema,
  newIncidentSchema,
  suspicionSchema,
} from '@sipas/shared/wire';
import type { PeopleCases } from '../use-cases/people-cases.ts';
import type { Refusal } from '../use-cases/refusal.ts';
import { describeJson, jsonBody, smallBody } from './describe.ts';
import { refused } from './refused.ts';
import type { PeopleEnv } from './session.ts';

/** `/incidents`: what happened to personal data, until when the authority must be told, and what was done. */
export function createIncidentRoutes({
  cases: { incidents },
}: {
  readonly cases: Pick<PeopleCases, 'incidents'>;
}) {
  return new Hono<PeopleEnv>()
    .get(
      '/incident-clocks',
      describeRoute(
        describeJson('Clocks that run, and no word of what happened', incidentClocksSchema),
      ),
      async (c) => c.json(await incidents.clocks()),
    )
    .get(
      '/incidents',
      describeRoute(describeJson('The register of incidents', incidentListSchema)),
      async (c) => c.json(await incidents.list()),
    )
    .post(
      '/incidents',
      describeRoute(describeJson('The new incident', incidentSchema)),
      smallBody,
      jsonBody(newIncidentSchema),
      async (c) => shown(c, await incidents.open(c.get('actor'), c.req.valid('json'))),
    )
    .post(
      '/incidents/suspicions',
      describeRoute(describeJson('That the suspicion was heard', heardSuspicionSchema)),
      smallBody,
      jsonBody(suspicionSchema),
      async (c) => shown(c, await incidents.suspect(c.get('actor'), c.req.valid('json'))),
    )
    .get(
      '/incidents/:incident',
      describeRoute(describeJson('An incident and all that was written of it', incidentSchema)),
      async (c) => shown(c, await incidents.show(c.req.param('incident'))),
    )
    .post(
      '/incidents/:incident/entries',
      describeRoute(describeJson('The incident, with one more entry', incidentSchema)),
      smallBody,
      jsonBody(incidentEntryRequestSchema),
      async (c) =>
        shown(c, await incidents.add(c.get('actor'), c.req.param('incident'), c.req.valid('json'))),
    );
}

const shown = <T extends object>(c: Context, found: Result<T, Refusal>): Response =>
  found.ok ? c.json(found.value) : refused(c, found.error);
