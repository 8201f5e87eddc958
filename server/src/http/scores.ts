import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import {
  type PublishedScoreTable,
  schemes,
  scoreKinds,
  scoreTableSchema,
} from '@sipas/shared/wire';
import type { ScoreQuery } from '../use-cases/report-scores/index.ts';
import type { PeopleCases } from '../use-cases/people-cases.ts';
import { describeJson, query } from './describe.ts';
import { sendResult } from './send-result.ts';
import type { PeopleEnv } from './session.ts';

const name = v.pipe(v.string(), v.minLength(1), v.maxLength(100));

/** What a table of scores is asked by, on the screen and in the export. */
export const scoreQueryEntries = {
  level: v.optional(name),
  instrument: v.optional(name),
  by: v.optional(v.picklist(scoreKinds)),
  group: v.optional(name),
  scheme: v.optional(v.picklist(schemes)),
};

/** `/waves/{id}/scores`: the satisfaction index by unit. */
export function createScoreRoutes({ cases }: { readonly cases: PeopleCases }) {
  return new Hono<PeopleEnv>().get(
    '/waves/:id/scores',
    describeRoute(describeJson('Satisfaction index by unit', scoreTableSchema)),
    query(v.object(scoreQueryEntries)),
    (c) => {
      const asked = {
        actor: c.get('actor'),
        waveId: c.req.param('id'),
        query: c.req.valid('query'),
      };
      return sendResult<PublishedScoreTable, ScoreQuery>(c, cases.results.scores, asked);
    },
  );
}
