import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import { problemKind } from '@sipas/shared/problems';
import { keptApartListSchema } from '@sipas/shared/wire';
import type { PeopleCases } from '../use-cases/people-cases.ts';
import { describeJson, query } from './describe.ts';
import { languageOf } from './problem.ts';
import { refused } from './refused.ts';
import type { PeopleEnv } from './session.ts';

/** A whole number in a query, within bounds. */
export const wholeNumber = (least: number, most: number, otherwise: number) =>
  v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,9}$/),
      v.transform(Number),
      v.minValue(least),
      v.maxValue(most),
    ),
    String(otherwise),
  );
const pageQuery = v.object({
  limit: wholeNumber(1, 500, 100),
  offset: wholeNumber(0, 999_999_999, 0),
});

/** `/waves/{id}/kept-apart`: lines that wait for a person, without any answer of a respondent. */
export function createKeptApartRoutes({ cases }: { readonly cases: PeopleCases }) {
  return new Hono<PeopleEnv>().get(
    '/waves/:id/kept-apart',
    describeRoute(describeJson('Lines that wait for a person', keptApartListSchema)),
    query(pageQuery),
    async (c) => {
      const page = c.req.valid('query');
      const found = await cases.listKeptApart(c.get('actor'), c.req.param('id'), page);
      if (!found.ok) return refused(c, found.error);
      const { items, total } = found.value;
      const language = languageOf(c);
      return c.json({
        items: items.map(
          ({
            surveyorId: _surveyor,
            surveyorName,
            deviceId: _device,
            deviceName,
            waveId: _wave,
            ...row
          }) => ({
            ...row,
            title: problemKind(row.code)[language],
            surveyor: surveyorName,
            device: deviceName,
          }),
        ),
        total,
      });
    },
  );
}
