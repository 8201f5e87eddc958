import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import type { Result } from '@sipas/shared/kernel';
import {
  type GroupingDetails,
  groupingDetailsSchema,
  groupingListSchema,
  groupingRevisionSchema,
} from '@sipas/shared/wire';
import { exportFileName, groupingCsv } from '../exports/index.ts';
import { mostGroupingBytes } from '../use-cases/groupings/index.ts';
import type { PeopleCases } from '../use-cases/people-cases.ts';
import type { Refusal } from '../use-cases/refusal.ts';
import { describeCsv, describeJson, jsonBody, query, smallBody } from './describe.ts';
import { csvUnlessChanged, formatEntries, splitFormat } from './csv-files.ts';
import { problem } from './problem.ts';
import { refused } from './refused.ts';
import type { PeopleEnv } from './session.ts';

const seenSchema = v.pipe(v.string(), v.regex(/^\d{1,6}$/), v.transform(Number));

/** `/groupings`: ways to gather communes into areas, by an administrator. */
export function createGroupingRoutes({ cases: { groupings } }: { readonly cases: PeopleCases }) {
  return new Hono<PeopleEnv>()
    .get(
      '/groupings',
      describeRoute(describeJson('Groupings of communes', groupingListSchema)),
      async (c) => c.json(await groupings.list(c.get('actor'))),
    )
    .get(
      '/groupings/:id',
      describeRoute(describeJson('A grouping and its history', groupingDetailsSchema)),
      async (c) => shown(c, await groupings.show(c.get('actor'), c.req.param('id'))),
    )
    .post(
      '/groupings/:id/revisions',
      describeRoute(describeJson('The grouping, written anew', groupingDetailsSchema)),
      smallBody,
      jsonBody(groupingRevisionSchema),
      async (c) =>
        shown(c, await groupings.revise(c.get('actor'), c.req.param('id'), c.req.valid('json'))),
    )
    .post(
      '/groupings/:id/file',
      describeRoute({
        ...describeJson('The grouping, as a file of CSV says', groupingDetailsSchema),
        requestBody: {
          required: true,
          description: 'Columns commune_code, node_code, node_name; a row a commune',
          content: { 'text/csv': { schema: { type: 'string' } } },
        },
      }),
      query(v.object({ revision: seenSchema })),
      fileBody,
      async (c) => {
        const bytes = new Uint8Array(await c.req.arrayBuffer());
        const { revision } = c.req.valid('query');
        return shown(c, await groupings.import(c.get('actor'), c.req.param('id'), revision, bytes));
      },
    )
    .get(
      '/groupings/:id/export.csv',
      describeRoute(describeCsv('A grouping as CSV')),
      query(v.object(formatEntries)),
      async (c) => {
        const found = await groupings.show(c.get('actor'), c.req.param('id'));
        if (!found.ok) return refused(c, found.error);
        const { id, revision } = found.value;
        const { format } = splitFormat(c.req.valid('query'));
        const name = exportFileName('grouping', id, String(revision));
        const file = { name, bytes: groupingCsv(found.value, format) };
        return csvUnlessChanged(c, found.value, format, file);
      },
    );
}

const fileBody = bodyLimit({
  maxSize: mostGroupingBytes,
  onError: (c) => problem(c, 'grouping.file-too-large'),
});

const shown = (c: Context, found: Result<GroupingDetails, Refusal>): Response =>
  found.ok ? c.json(found.value) : refused(c, found.error);
