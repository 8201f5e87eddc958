import { type Context, Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import { actionStatuses } from '@sipas/shared/fixes';
import type { Result } from '@sipas/shared/kernel';
import {
  type ActionDetails,
  actionChoicesSchema,
  actionDetailsSchema,
  actionListSchema,
  actionOutcomeSchema,
  actionRevisionSchema,
  newActionSchema,
} from '@sipas/shared/wire';
import { actionsCsv, exportFileName } from '../exports/index.ts';
import type { PeopleCases } from '../use-cases/people-cases.ts';
import type { Refusal } from '../use-cases/refusal.ts';
import { describeCsv, describeJson, jsonBody, query, smallBody } from './describe.ts';
import { csvUnlessChanged, formatEntries, splitFormat } from './csv-files.ts';
import { refused } from './refused.ts';
import type { PeopleEnv } from './session.ts';

const name = v.pipe(v.string(), v.minLength(1), v.maxLength(100));
const word = v.optional(name);
const filterEntries = {
  wave: word,
  status: v.optional(v.picklist(actionStatuses)),
  unit: word,
  criterion: word,
  overdue: v.optional(
    v.pipe(
      v.picklist(['1', '0']),
      v.transform((flag) => flag === '1'),
    ),
  ),
};

/** `/actions`: what was decided, by whom and when, and what became of it. */
export function createActionRoutes({ cases: { actions } }: { readonly cases: PeopleCases }) {
  return new Hono<PeopleEnv>()
    .get(
      '/actions',
      describeRoute(describeJson('Actions in the areas of the person', actionListSchema)),
      query(v.object(filterEntries)),
      async (c) => c.json(await actions.list(c.get('actor'), c.req.valid('query'))),
    )
    .post(
      '/actions',
      describeRoute(describeJson('The new action', actionDetailsSchema)),
      smallBody,
      jsonBody(newActionSchema),
      async (c) => shown(c, await actions.begin(c.get('actor'), c.req.valid('json'))),
    )
    .get(
      '/waves/:id/action-choices',
      describeRoute(
        describeJson('Levels, units and criteria that an action may name', actionChoicesSchema),
      ),
      query(v.object({ level: name, instrument: name })),
      async (c) => {
        const asked = c.req.valid('query');
        const found = await actions.choices(c.get('actor'), c.req.param('id'), asked);
        return found.ok ? c.json(found.value) : refused(c, found.error);
      },
    )
    .get(
      '/actions/:id',
      describeRoute(describeJson('An action and its history', actionDetailsSchema)),
      async (c) => shown(c, await actions.show(c.get('actor'), c.req.param('id'))),
    )
    .post(
      '/actions/:id/revisions',
      describeRoute(describeJson('The action, written anew', actionDetailsSchema)),
      smallBody,
      jsonBody(actionRevisionSchema),
      async (c) =>
        shown(c, await actions.revise(c.get('actor'), c.req.param('id'), c.req.valid('json'))),
    )
    .get(
      '/actions/:id/outcome',
      describeRoute(describeJson('What a later wave says of the action', actionOutcomeSchema)),
      query(v.object({ wave: word })),
      async (c) => {
        const { wave } = c.req.valid('query');
        const found = await actions.outcome(c.get('actor'), c.req.param('id'), wave);
        return found.ok ? c.json(found.value) : refused(c, found.error);
      },
    )
    .get(
      '/exports/actions.csv',
      describeRoute(describeCsv('Actions in the areas of the person, as CSV')),
      query(v.object({ ...filterEntries, ...formatEntries })),
      async (c) => {
        const { format, asked } = splitFormat(c.req.valid('query'));
        const list = await actions.list(c.get('actor'), asked);
        const name = exportFileName('actions', list.today);
        return csvUnlessChanged(c, list, format, { name, bytes: actionsCsv(list, format) });
      },
    );
}

const shown = (c: Context, found: Result<ActionDetails, Refusal>): Response =>
  found.ok ? c.json(found.value) : refused(c, found.error);
