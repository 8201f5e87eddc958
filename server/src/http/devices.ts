import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import {
  deviceDetailsSchema,
  deviceListSchema,
  surveyorListSchema,
  writeOffRequestSchema,
} from '@sipas/shared/wire';
import type { PeopleCases } from '../use-cases/people-cases.ts';
import { describeJson, jsonBody, smallBody } from './describe.ts';
import { refused } from './refused.ts';
import type { PeopleEnv, SessionGuard } from './session.ts';

/** `/surveyors` and `/devices`: who is in the field, and what their phones still hold. */
export function createDeviceRoutes({
  cases,
  guard,
}: {
  readonly cases: PeopleCases;
  readonly guard: SessionGuard;
}) {
  return new Hono<PeopleEnv>()
    .get(
      '/surveyors',
      describeRoute(
        describeJson('Surveyors whose areas meet those of the person', surveyorListSchema),
      ),
      guard.requireRole('office', 'admin'),
      async (c) => c.json({ surveyors: await cases.listSurveyors(c.get('actor')) }),
    )
    .get(
      '/devices',
      describeRoute(describeJson('Phones of those surveyors', deviceListSchema)),
      guard.requireRole('office', 'admin'),
      async (c) => c.json({ devices: await cases.listDevices(c.get('actor')) }),
    )
    .get(
      '/devices/:id',
      describeRoute(describeJson('All that is known of one phone', deviceDetailsSchema)),
      guard.requireRole('office', 'admin'),
      async (c) => {
        const found = await cases.showDevice(c.get('actor'), c.req.param('id'));
        return found.ok ? c.json(found.value) : refused(c, found.error);
      },
    )
    .post(
      '/devices/:id/write-offs',
      describeRoute(
        describeJson(
          'The phone, after something of it was written off by name',
          deviceDetailsSchema,
        ),
      ),
      guard.requireRole('office', 'admin'),
      smallBody,
      jsonBody(writeOffRequestSchema),
      async (c) => {
        const asked = c.req.valid('json');
        const kept = await cases.writeOff(c.get('actor'), c.req.param('id'), asked);
        return kept.ok ? c.json(kept.value) : refused(c, kept.error);
      },
    );
}
