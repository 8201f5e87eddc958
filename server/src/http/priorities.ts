import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import { priorityTableSchema } from '@sipas/shared/wire';
import { editionName, exportFileName, prioritiesCsv } from '../exports/index.ts';
import type { PeopleCases } from '../use-cases/people-cases.ts';
import { describeCsv, describeJson, query } from './describe.ts';
import { formatEntries, sendCsv } from './csv-files.ts';
import { scoreQueryEntries } from './scores.ts';
import { sendResult } from './send-result.ts';
import type { PeopleEnv } from './session.ts';

const { level, instrument, scheme } = scoreQueryEntries;

const priorityQueryEntries = {
  level,
  instrument,
  scheme,
  unit: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(100))),
  places: v.optional(v.pipe(v.string(), v.regex(/^[1-9]\d{0,2}$/), v.transform(Number))),
};

/** `/waves/{id}/priorities`: where the overall index of a unit would gain most. */
export function createPriorityRoutes({ cases }: { readonly cases: PeopleCases }) {
  return new Hono<PeopleEnv>()
    .get(
      '/waves/:id/priorities',
      describeRoute(
        describeJson('What each criterion would bring to the index of a unit', priorityTableSchema),
      ),
      query(v.object(priorityQueryEntries)),
      (c) => {
        const asked = {
          actor: c.get('actor'),
          waveId: c.req.param('id'),
          query: c.req.valid('query'),
        };
        return sendResult(c, cases.results.priorities, asked);
      },
    )
    .get(
      '/waves/:id/exports/priorities.csv',
      describeRoute(describeCsv('What each criterion would bring, as CSV')),
      query(v.object({ ...priorityQueryEntries, ...formatEntries })),
      (c) => {
        const asked = {
          actor: c.get('actor'),
          waveId: c.req.param('id'),
          query: c.req.valid('query'),
        };
        const { unit = '' } = asked.query;
        return sendCsv(c, cases.results.priorities, asked, (table, format) => {
          const { wave, instrument: form, level: of, scheme: by } = table;
          const name = exportFileName(
            ...(['priorities', wave.name, editionName(table)] as const),
            ...[form.id, of, unit, by],
          );
          return { name, bytes: prioritiesCsv(table, format) };
        });
      },
    );
}
