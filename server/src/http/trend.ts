import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import { trendSchema } from '@sipas/shared/wire';
import { trendCsv, trendFileName } from '../exports/index.ts';
import type { PeopleCases } from '../use-cases/people-cases.ts';
import { describeCsv, describeJson, query } from './describe.ts';
import { formatEntries, sendCsv } from './csv-files.ts';
import { scoreQueryEntries } from './scores.ts';
import { sendResult } from './send-result.ts';
import type { PeopleEnv } from './session.ts';

const { level, instrument, by, scheme } = scoreQueryEntries;
const trendQueryEntries = { level, instrument, by, scheme, unit: level, figure: level };

/** `/waves/{id}/trend`: one figure of one unit over the waves, beside what was announced. */
export function createTrendRoutes({ cases }: { readonly cases: PeopleCases }) {
  return new Hono<PeopleEnv>()
    .get(
      '/waves/:id/trend',
      describeRoute(describeJson('A figure of a unit over the waves', trendSchema)),
      query(v.object(trendQueryEntries)),
      (c) => {
        const [actor, waveId] = [c.get('actor'), c.req.param('id')];
        return sendResult(c, cases.results.trend, { actor, waveId, query: c.req.valid('query') });
      },
    )
    .get(
      '/waves/:id/exports/trend.csv',
      describeRoute(describeCsv('A figure of a unit over the waves, as CSV')),
      query(v.object({ ...trendQueryEntries, ...formatEntries })),
      (c) => {
        const asked = {
          actor: c.get('actor'),
          waveId: c.req.param('id'),
          query: c.req.valid('query'),
        };
        return sendCsv(c, cases.results.trend, asked, (trend, format) => ({
          name: trendFileName(trend),
          bytes: trendCsv(trend, format),
        }));
      },
    );
}
