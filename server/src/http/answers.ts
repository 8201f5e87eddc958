import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import { answerTableSchema } from '@sipas/shared/wire';
import type { PeopleCases } from '../use-cases/people-cases.ts';
import { describeJson, query } from './describe.ts';
import { refused } from './refused.ts';
import { scoreQueryEntries } from './scores.ts';
import type { PeopleEnv, SessionGuard } from './session.ts';

const { level, instrument, group } = scoreQueryEntries;

/** What a table of answers is asked by, on the screen and in the export. */
export const answerQueryEntries = {
  question: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  level,
  instrument,
  group,
};

/** `/waves/{id}/answers`: the answers to the questions outside the index, by unit. */
export function createAnswerRoutes({
  cases,
  guard,
}: {
  readonly cases: PeopleCases;
  readonly guard: SessionGuard;
}) {
  return new Hono<PeopleEnv>().get(
    '/waves/:id/answers',
    describeRoute(
      describeJson('Answers to a question outside the index, by unit', answerTableSchema),
    ),
    guard.requireRole('analyst', 'admin'),
    query(v.object(answerQueryEntries)),
    async (c) => {
      const asked = c.req.valid('query');
      const table = await cases.reportAnswers(c.get('actor'), c.req.param('id'), asked);
      return table.ok ? c.json(table.value) : refused(c, table.error);
    },
  );
}
