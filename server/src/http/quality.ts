import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { type ProblemCode, problemKind } from '@sipas/shared/problems';
import { qualitySchema } from '@sipas/shared/wire';
import type { PeopleCases } from '../use-cases/people-cases.ts';
import { describeJson } from './describe.ts';
import { languageOf } from './problem.ts';
import { refused } from './refused.ts';
import type { PeopleEnv } from './session.ts';

/** `/waves/{id}/quality`: what is there to look at in the interviews, without any answer of a respondent. */
export function createQualityRoutes({ cases }: { readonly cases: PeopleCases }) {
  return new Hono<PeopleEnv>().get(
    '/waves/:id/quality',
    describeRoute(describeJson('What is there to look at in the interviews', qualitySchema)),
    async (c) => {
      const found = await cases.showQuality(c.get('actor'), c.req.param('id'));
      if (!found.ok) return refused(c, found.error);
      const language = languageOf(c);
      const titled = ({ code, count }: { readonly code: ProblemCode; readonly count: number }) => ({
        ...{ code, count, title: problemKind(code)[language] },
      });
      return c.json({
        ...found.value,
        surveyors: found.value.surveyors.map((surveyor) => ({
          ...surveyor,
          keptApart: surveyor.keptApart.map(titled),
          phones: surveyor.phones.map((phone) => ({
            ...phone,
            ofNoWave: phone.ofNoWave.map(titled),
          })),
        })),
      });
    },
  );
}
