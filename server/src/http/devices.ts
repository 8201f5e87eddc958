import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { deviceListSchema, surveyorListSchema } from '@sipas/shared/wire';
import type { PeopleCases } from '../use-cases/people-cases.ts';
import { describeJson } from './describe.ts';
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
    );
}
