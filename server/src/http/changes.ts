import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import { announcedListSchema, changeTableSchema, unitPairSchema } from '@sipas/shared/wire';
import { changesCsv, changesFileName, unitPairCsv, unitPairFileName } from '../exports/index.ts';
import type { PeopleCases } from '../use-cases/people-cases.ts';
import { describeCsv, describeJson, query } from './describe.ts';
import { csvUnlessChanged, formatEntries, sendCsv, splitFormat } from './csv-files.ts';
import { refused } from './refused.ts';
import { scoreQueryEntries } from './scores.ts';
import { sendResult } from './send-result.ts';
import type { PeopleEnv } from './session.ts';

const { level, instrument, by, scheme } = scoreQueryEntries;
const percent = v.pipe(
  v.string(),
  v.regex(/^\d{1,3}$/),
  v.transform(Number),
  v.minValue(1),
  v.maxValue(100),
);
const changeQueryEntries = {
  before: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  level,
  instrument,
  by,
  scheme,
  overlap: v.optional(percent),
};

const code = v.pipe(v.string(), v.minLength(1), v.maxLength(100));
const pairQueryEntries = {
  level: code,
  unit: code,
  /** Another unit; without it the rest is meant. */
  other: v.optional(code),
  /** Level of the whole of which the rest is taken. */
  of: v.optional(code),
  instrument,
  scheme,
};

/** `/waves/{id}/changes`, `/waves/{id}/unit-pair` and `/announced-figures`: a wave beside earlier ones, ours and those of others. */
export function createChangeRoutes({ cases }: { readonly cases: PeopleCases }) {
  return new Hono<PeopleEnv>()
    .get(
      '/waves/:id/changes',
      describeRoute(describeJson('The wave beside an earlier one, by unit', changeTableSchema)),
      query(v.object(changeQueryEntries)),
      (c) => {
        const asked = {
          actor: c.get('actor'),
          waveId: c.req.param('id'),
          query: c.req.valid('query'),
        };
        return sendResult(c, cases.results.printedChanges, asked);
      },
    )
    .get(
      '/waves/:id/exports/changes.csv',
      describeRoute(describeCsv('The wave beside an earlier one, as CSV')),
      query(v.object({ ...changeQueryEntries, ...formatEntries })),
      (c) => {
        const asked = {
          actor: c.get('actor'),
          waveId: c.req.param('id'),
          query: c.req.valid('query'),
        };
        return sendCsv(c, cases.results.changes, asked, (table, format) => ({
          name: changesFileName(table),
          bytes: changesCsv(table, format),
        }));
      },
    )
    .get(
      '/waves/:id/unit-pair',
      describeRoute(
        describeJson('A unit beside another, or beside the rest of its whole', unitPairSchema),
      ),
      query(v.object(pairQueryEntries)),
      async (c) => {
        const asked = c.req.valid('query');
        const { signal } = c.req.raw;
        const pair = await cases.showUnitPair(c.get('actor'), c.req.param('id'), asked, signal);
        return pair.ok ? c.json(cases.printUnitPair(pair.value)) : refused(c, pair.error);
      },
    )
    .get(
      '/waves/:id/exports/unit-pair.csv',
      describeRoute(describeCsv('Two units beside each other, as CSV')),
      query(v.object({ ...pairQueryEntries, ...formatEntries })),
      async (c) => {
        const { format, asked } = splitFormat(c.req.valid('query'));
        const { signal } = c.req.raw;
        const found = await cases.showUnitPair(c.get('actor'), c.req.param('id'), asked, signal);
        if (!found.ok) return refused(c, found.error);
        const pair = cases.printUnitPair(found.value);
        const file = { name: unitPairFileName(pair), bytes: unitPairCsv(pair, format) };
        return csvUnlessChanged(c, pair, format, file);
      },
    )
    .get(
      '/announced-figures',
      describeRoute(
        describeJson(
          'What others announced of earlier years, with its source',
          announcedListSchema,
        ),
      ),
      async (c) => c.json(await cases.announcedFigures()),
    );
}
