import type { Context } from 'hono';
import { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import { describeRoute } from 'hono-openapi';
import {
  adoptionRequestSchema,
  importAnswerSchema,
  unknownPhoneListSchema,
} from '@sipas/shared/wire';
import type { SyncCases } from '../use-cases/sync/index.ts';
import { describeJson, jsonBody, smallBody } from './describe.ts';
import { refused } from './refused.ts';
import type { Log } from './request-log.ts';
import type { PeopleEnv } from './session.ts';

/** `/unknown-devices`: phones that an older backup has lost, and taking them in again. */
export function createUnknownPhoneRoutes({
  sync,
  log,
}: {
  readonly sync: Pick<SyncCases, 'listUnknownPhones' | 'adoptPhone'>;
  readonly log: Log;
}) {
  return new Hono<PeopleEnv>()
    .get(
      '/unknown-devices',
      describeRoute(describeJson('Phones that the store does not know', unknownPhoneListSchema)),
      async (c) => c.json({ devices: [...(await sync.listUnknownPhones(c.get('actor')))] }),
    )
    .post(
      '/unknown-devices/:id/adoption',
      describeRoute(
        describeJson('The receipts file of what waited for the phone', importAnswerSchema),
      ),
      smallBody,
      jsonBody(adoptionRequestSchema),
      async (c) => {
        const deviceId = c.req.param('id');
        const { surveyor } = c.req.valid('json');
        const adopted = await sync.adoptPhone(c.get('actor'), { deviceId, surveyor });
        if (!adopted.ok) return refused(c, adopted.error);
        const { receipts } = adopted.value;
        const account = c.get('actor').username;
        log.info({ account, deviceId, surveyor, lines: receipts.length }, 'a phone was taken in');
        return c.json(adopted.value);
      },
    );
}

const mostHelloBytes = 16 * 1024;
const patienceMs = 3_000;

/**
 * Counts a hello that was refused for its token, after it was answered no place any more. Of its body no more is read than a
 * hello has, and what comes too slowly is not waited for.
 */
export const countUnknownCallers = (
  { noteCaller }: Pick<SyncCases, 'noteCaller'>,
  addressOf: (c: Context) => string,
) =>
  createMiddleware(async function countUnknownCallers(c, next) {
    await next();
    if (c.res.status !== 401) return;
    const announced = Number(c.req.header('Content-Length') ?? Number.NaN);
    if (!(announced <= mostHelloBytes)) return;
    const said: unknown = await Promise.race([c.req.json().catch(() => null), inTime()]);
    await noteCaller(said, addressOf(c));
  });

const inTime = (): Promise<null> =>
  new Promise((resolve) => {
    setTimeout(resolve, patienceMs, null).unref();
  });
