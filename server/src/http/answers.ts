import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import { answerTableSchema } from '@sipas/shared/wire';
import type { PeopleCases } from '../use-cases/people-cases.ts';
import { describeJson, query } from './describe.ts';
import { scoreQueryEntries } from './scores.ts';
import { sendResult } from './send-result.ts';
import type { PeopleEnv } from './session.ts';

const { level, instrument, group } = scoreQueryEntries;
const code = v.pipe(v.string(), v.minLength(1), v.maxLength(100));

/** What a table of answers is asked by, on the screen and in the export. */
export const answerQueryEntries = {
  question: code,
  level,
  instrument,
  group,
  unit: v.optional(code),
};

/** `/waves/{id}/answers`: the answers to the questions outside the index, or to its criteria, by unit. */
export function createAnswerRoutes({ cases }: { readonly cases: PeopleCases }) {
  return new Hono<PeopleEnv>().get(
    '/waves/:id/answers',
    describeRoute(
      describeJson(
        'Answers to a question outside the index, or to criteria, by unit',
        answerTableSchema,
      ),
    ),
    query(v.object(answerQueryEntries)),
    (c) => {
      const asked = {
        actor: c.get('actor'),
        waveId: c.req.param('id'),
        query: c.req.valid('query'),
      };
      return sendResult(c, cases.results.answers, asked);
    },
  );
}
