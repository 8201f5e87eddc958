import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import { instrumentDiffSchema, instrumentListSchema } from '@sipas/shared/wire';
import { instrumentDiffCsv, instrumentDiffFileName } from '../exports/index.ts';
import type { PeopleCases } from '../use-cases/people-cases.ts';
import { csvUnlessChanged, formatEntries, splitFormat } from './csv-files.ts';
import { describeCsv, describeJson, query } from './describe.ts';
import { refused } from './refused.ts';
import type { PeopleEnv } from './session.ts';

const version = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const versionEntries = { before: version, after: version };

/** `/instruments`: questionnaires in their versions, and what two of them say differently. */
export function createInstrumentRoutes({
  cases: { instruments },
}: {
  readonly cases: PeopleCases;
}) {
  return new Hono<PeopleEnv>()
    .get(
      '/instruments',
      describeRoute(describeJson('Instruments in their versions', instrumentListSchema)),
      async (c) => c.json({ instruments: await instruments.list(c.get('actor')) }),
    )
    .get(
      '/instruments/:id/diff',
      describeRoute(describeJson('Two versions beside each other', instrumentDiffSchema)),
      query(v.object(versionEntries)),
      async (c) => {
        const found = await instruments.compare(c.req.param('id'), c.req.valid('query'));
        return found.ok ? c.json(found.value) : refused(c, found.error);
      },
    )
    .get(
      '/instruments/:id/exports/diff.csv',
      describeRoute(describeCsv('Two versions beside each other, as CSV')),
      query(v.object({ ...versionEntries, ...formatEntries })),
      async (c) => {
        const { format, asked } = splitFormat(c.req.valid('query'));
        const found = await instruments.compare(c.req.param('id'), asked);
        if (!found.ok) return refused(c, found.error);
        const diff = found.value;
        const file = { name: instrumentDiffFileName(diff), bytes: instrumentDiffCsv(diff, format) };
        return csvUnlessChanged(c, diff, format, file);
      },
    );
}
