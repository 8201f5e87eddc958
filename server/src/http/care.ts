import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { acknowledgeRequestSchema, careSchema } from '@sipas/shared/wire';
import type { CareCases } from '../use-cases/care/index.ts';
import { describeJson, jsonBody, smallBody } from './describe.ts';
import { refused } from './refused.ts';
import type { PeopleEnv } from './session.ts';

/** `/care`: backups, drills and alarms, for those who answer for the data. */
export function createCareRoutes({ care }: { readonly care: CareCases }) {
  return new Hono<PeopleEnv>()
    .get(
      '/care',
      describeRoute(describeJson('How the store is looked after', careSchema)),
      async (c) => c.json(await care.report()),
    )
    .post('/care/backup', describeRoute(describeJson('Begins a backup', careSchema)), async (c) => {
      const begun = await care.backUpNow();
      return begun.ok ? c.json(begun.value) : refused(c, begun.error);
    })
    .post(
      '/care/forgotten/acknowledge',
      describeRoute(describeJson('Ends the alarm of forgotten receipts', careSchema)),
      smallBody,
      jsonBody(acknowledgeRequestSchema),
      async (c) => {
        const ended = await care.acknowledge(c.get('actor'), c.req.valid('json').reason);
        return ended.ok ? c.json(ended.value) : refused(c, ended.error);
      },
    );
}
