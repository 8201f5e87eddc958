import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import { progressSchema } from '@sipas/shared/wire';
import type { PeopleCases } from '../use-cases/people-cases.ts';
import { describeJson, query } from './describe.ts';
import { refused } from './refused.ts';
import type { PeopleEnv } from './session.ts';

const progressQuery = v.object({ level: v.optional(v.pipe(v.string(), v.maxLength(100))) });

/** `/waves/{id}/progress`: how far the field work is. */
export function createProgressRoutes({ cases }: { readonly cases: PeopleCases }) {
  return new Hono<PeopleEnv>().get(
    '/waves/:id/progress',
    describeRoute(describeJson('Progress by unit and surveyor', progressSchema)),
    query(progressQuery),
    async (c) => {
      const { level } = c.req.valid('query');
      const report = await cases.reportProgress(c.get('actor'), c.req.param('id'), level);
      return report.ok ? c.json(report.value) : refused(c, report.error);
    },
  );
}
