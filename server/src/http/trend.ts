import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import { trendSchema } from '@sipas/shared/wire';
import { trendCsv, trendFileName } from '../exports/index.ts';
import type { PeopleCases } from '../use-cases/people-cases.ts';
import { describeCsv, describeJson, query } from './describe.ts';
import { csv, formatEntries, formatOf } from './export-files.ts';
import { refused } from './refused.ts';
import { scoreQueryEntries } from './scores.ts';
import { sendResult } from './send-result.ts';
import type { PeopleEnv, SessionGuard } from './session.ts';

const { level, instrument, by, scheme } = scoreQueryEntries;
const trendQueryEntries = { level, instrument, by, scheme, unit: level, figure: level };

/** `/waves/{id}/trend`: one figure of one unit over the waves, beside what was announced. */
export function createTrendRoutes({
  cases,
  guard,
}: {
  readonly cases: PeopleCases;
  readonly guard: SessionGuard;
}) {
  const readers = guard.requireRole('analyst', 'admin');
  return new Hono<PeopleEnv>()
    .get(
      '/waves/:id/trend',
      describeRoute(describeJson('A figure of a unit over the waves', trendSchema)),
      readers,
      query(v.object(trendQueryEntries)),
      (c) => {
        const [actor, waveId] = [c.get('actor'), c.req.param('id')];
        return sendResult(c, cases.results.trend, { actor, waveId, query: c.req.valid('query') });
      },
    )
    .get(
      '/waves/:id/exports/trend.csv',
      describeRoute(describeCsv('A figure of a unit over the waves, as CSV')),
      readers,
      query(v.object({ ...trendQueryEntries, ...formatEntries })),
      async (c) => {
        const { decimal, separator, bom, ...asked } = c.req.valid('query');
        const [actor, waveId] = [c.get('actor'), c.req.param('id')];
        const found = await cases.results.trend.ask(actor, waveId, asked, c.req.raw.signal);
        if (!found.ok) return refused(c, found.error);
        const trend = found.value.read();
        const bytes = trendCsv(trend, formatOf({ decimal, separator, bom }));
        return csv(c, trendFileName(trend), bytes);
      },
    );
}
