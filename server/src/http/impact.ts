import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { impactDocumentSchema } from '@sipas/shared/wire';
import type { PeopleCases } from '../use-cases/people-cases.ts';
import { describeJson } from './describe.ts';
import { policy } from './policy.ts';
import type { PeopleEnv } from './session.ts';

/** `/impact`: the file on the impact of processing personal data, for those who answer for it. */
export function createImpactRoutes({ cases: { impact } }: { readonly cases: PeopleCases }) {
  return new Hono<PeopleEnv>().get(
    '/impact',
    describeRoute(describeJson('The impact of processing, in Vietnamese', impactDocumentSchema)),
    async (c) => c.json(await impact(policy)),
  );
}
