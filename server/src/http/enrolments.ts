import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { enrolmentRequestSchema, enrolmentSchema } from '@sipas/shared/wire';
import type { PeopleCases } from '../use-cases/people-cases.ts';
import { describeJson, jsonBody, smallBody } from './describe.ts';
import { refused } from './refused.ts';
import type { PeopleEnv, SessionGuard } from './session.ts';

/** `/enrolments`: a new one-use code for the phone of a surveyor, or for a phone that was taken in after a restore. */
export function createEnrolmentRoutes({
  cases,
  guard,
}: {
  readonly cases: PeopleCases;
  readonly guard: SessionGuard;
}) {
  return new Hono<PeopleEnv>().post(
    '/enrolments',
    describeRoute(describeJson('A new one-use code for a surveyor', enrolmentSchema)),
    guard.requireRole('office', 'admin'),
    smallBody,
    jsonBody(enrolmentRequestSchema),
    async (c) => {
      const { surveyor, device } = c.req.valid('json');
      const enrolment = await cases.createEnrolment(c.get('actor'), surveyor, device);
      return enrolment.ok ? c.json(enrolment.value) : refused(c, enrolment.error);
    },
  );
}
