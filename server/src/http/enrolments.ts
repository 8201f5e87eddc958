import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { enrolmentRequestSchema, enrolmentSchema } from '@sipas/shared/wire';
import type { PeopleCases } from '../use-cases/people-cases.ts';
import { describeJson, jsonBody, smallBody } from './describe.ts';
import { refused } from './refused.ts';
import type { Log } from './request-log.ts';
import type { PeopleEnv } from './session.ts';

/** `/enrolments`: a new one-use code: for the phone of a surveyor, for one that was taken in, or for a new PIN. */
export function createEnrolmentRoutes({
  cases,
  log,
}: {
  readonly cases: PeopleCases;
  readonly log: Log;
}) {
  return new Hono<PeopleEnv>().post(
    '/enrolments',
    describeRoute(describeJson('A new one-use code for a surveyor', enrolmentSchema)),
    smallBody,
    jsonBody(enrolmentRequestSchema),
    async (c) => {
      const { surveyor, device, purpose } = c.req.valid('json');
      const kind = { deviceId: device, purpose };
      const enrolment = await cases.createEnrolment(c.get('actor'), surveyor, kind);
      if (!enrolment.ok) return refused(c, enrolment.error);
      const account = c.get('actor').username;
      log.info(
        { account, surveyor, purpose, device: device ?? null },
        'a code was made for a phone',
      );
      return c.json(enrolment.value);
    },
  );
}
