import { type Context, Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import type { Result } from '@sipas/shared/kernel';
import {
  type Case,
  caseEntryRequestSchema,
  caseListSchema,
  caseSchema,
  newCaseSchema,
  withdrawalRequestSchema,
  withdrawnCaseSchema,
} from '@sipas/shared/wire';
import type { PeopleCases } from '../use-cases/people-cases.ts';
import type { Refusal } from '../use-cases/refusal.ts';
import { describeJson, jsonBody, smallBody } from './describe.ts';
import { refused } from './refused.ts';
import type { PeopleEnv } from './session.ts';

/** `/cases`: what people asked about their forms, until when it must be done, and what became of it. */
export function createCaseRoutes({ cases: { cases } }: { readonly cases: PeopleCases }) {
  return new Hono<PeopleEnv>()
    .get(
      '/cases',
      describeRoute(describeJson('Requests of people about their forms', caseListSchema)),
      async (c) => c.json(await cases.list(c.get('actor'))),
    )
    .post(
      '/cases',
      describeRoute(describeJson('The new case', caseSchema)),
      smallBody,
      jsonBody(newCaseSchema),
      async (c) => shown(c, await cases.open(c.get('actor'), c.req.valid('json'))),
    )
    .get(
      '/cases/:case',
      describeRoute(describeJson('A case and its history', caseSchema)),
      async (c) => shown(c, await cases.show(c.get('actor'), c.req.param('case'))),
    )
    .post(
      '/cases/:case/withdrawal',
      describeRoute(describeJson('The case, with no answer of its form left', withdrawnCaseSchema)),
      smallBody,
      jsonBody(withdrawalRequestSchema),
      async (c) => {
        const [id, asked] = [c.req.param('case'), c.req.valid('json')];
        const done = await cases.withdraw(c.get('actor'), id, asked);
        return done.ok ? c.json(done.value) : refused(c, done.error);
      },
    )
    .post(
      '/cases/:case/entries',
      describeRoute(describeJson('The case, with one more step', caseSchema)),
      smallBody,
      jsonBody(caseEntryRequestSchema),
      async (c) =>
        shown(c, await cases.add(c.get('actor'), c.req.param('case'), c.req.valid('json'))),
    );
}

const shown = (c: Context, found: Result<Case, Refusal>): Response =>
  found.ok ? c.json(found.value) : refused(c, found.error);
