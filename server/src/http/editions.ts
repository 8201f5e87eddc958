import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import {
  editionChangesSchema,
  editionListSchema,
  editionSchema,
  newEditionSchema,
} from '@sipas/shared/wire';
import { editionChangesCsv, editionChangesFileName } from '../exports/index.ts';
import type { PeopleCases } from '../use-cases/people-cases.ts';
import { describeCsv, describeJson, jsonBody, query, smallBody } from './describe.ts';
import { csvUnlessChanged, formatEntries, splitFormat } from './csv-files.ts';
import { refused } from './refused.ts';
import { scoreQueryEntries } from './scores.ts';
import type { PeopleEnv } from './session.ts';

const { level, instrument, by } = scoreQueryEntries;
const editionNumber = v.pipe(v.string(), v.regex(/^[1-9]\d{0,5}$/), v.transform(Number));
const changeEntries = { level, instrument, by, edition: v.optional(editionNumber) };

/** `/waves/{id}/editions`: the figures of a wave, frozen, and what later editions changed. */
export function createEditionRoutes({ cases: { editions } }: { readonly cases: PeopleCases }) {
  return new Hono<PeopleEnv>()
    .get(
      '/waves/:id/editions',
      describeRoute(describeJson('The editions of a frozen wave', editionListSchema)),
      async (c) => {
        const found = await editions.list(c.get('actor'), c.req.param('id'));
        return found.ok ? c.json(found.value) : refused(c, found.error);
      },
    )
    .post(
      '/waves/:id/freeze',
      describeRoute(describeJson('Freezes the figures of a closed wave', editionSchema)),
      async (c) => {
        const frozen = await editions.freeze(c.get('actor'), c.req.param('id'));
        return frozen.ok ? c.json(frozen.value) : refused(c, frozen.error);
      },
    )
    .post(
      '/waves/:id/editions',
      describeRoute(describeJson('The next edition of a frozen wave', editionSchema)),
      smallBody,
      jsonBody(newEditionSchema),
      async (c) => {
        const { reason } = c.req.valid('json');
        const made = await editions.make(c.get('actor'), c.req.param('id'), reason);
        return made.ok ? c.json(made.value) : refused(c, made.error);
      },
    )
    .get(
      '/waves/:id/edition-changes',
      describeRoute(
        describeJson(
          'What an edition tells otherwise than the one before it',
          editionChangesSchema,
        ),
      ),
      query(v.object(changeEntries)),
      async (c) => {
        const asked = c.req.valid('query');
        const table = await editions.changes(
          c.get('actor'),
          c.req.param('id'),
          asked,
          c.req.raw.signal,
        );
        return table.ok ? c.json(table.value) : refused(c, table.error);
      },
    )
    .get(
      '/waves/:id/exports/edition-changes.csv',
      describeRoute(describeCsv('What an edition changed, as CSV')),
      query(v.object({ ...changeEntries, ...formatEntries })),
      async (c) => {
        const { format, asked } = splitFormat(c.req.valid('query'));
        const table = await editions.changes(
          c.get('actor'),
          c.req.param('id'),
          asked,
          c.req.raw.signal,
        );
        if (!table.ok) return refused(c, table.error);
        const changes = table.value;
        const file = {
          name: editionChangesFileName(changes),
          bytes: editionChangesCsv(changes, format),
        };
        return csvUnlessChanged(c, changes, format, file);
      },
    );
}
