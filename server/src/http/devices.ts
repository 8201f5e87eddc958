import { type Context, Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import type { Result } from '@sipas/shared/kernel';
import {
  comparisonRequestSchema,
  deviceDetailsSchema,
  deviceListSchema,
  moveRequestSchema,
  releaseRequestSchema,
  revocationRequestSchema,
  surveyorListSchema,
  writeOffRequestSchema,
} from '@sipas/shared/wire';
import type { PeopleCases } from '../use-cases/people-cases.ts';
import type { Refusal } from '../use-cases/refusal.ts';
import type { DeviceView } from '../use-cases/show-device.ts';
import type { SyncCases } from '../use-cases/sync/index.ts';
import { describeJson, jsonBody, smallBody } from './describe.ts';
import { refused } from './refused.ts';
import type { Log } from './request-log.ts';
import type { PeopleEnv } from './session.ts';

/** `/surveyors` and `/devices`: who is in the field, and what their phones still hold. */
export function createDeviceRoutes({
  cases,
  sync,
  log,
}: {
  readonly cases: PeopleCases;
  readonly sync: Pick<SyncCases, 'movePhone' | 'comparePhone' | 'releasePhone'>;
  readonly log: Log;
}) {
  return new Hono<PeopleEnv>()
    .get(
      '/surveyors',
      describeRoute(
        describeJson('Surveyors whose areas meet those of the person', surveyorListSchema),
      ),
      async (c) => c.json({ surveyors: await cases.listSurveyors(c.get('actor')) }),
    )
    .get(
      '/devices',
      describeRoute(describeJson('Phones of those surveyors', deviceListSchema)),
      async (c) => c.json({ devices: await cases.listDevices(c.get('actor')) }),
    )
    .get(
      '/devices/:id',
      describeRoute(describeJson('All that is known of one phone', deviceDetailsSchema)),
      async (c) => {
        const found = await cases.showDevice(c.get('actor'), c.req.param('id'));
        return shown(c, found);
      },
    )
    .post(
      '/devices/:id/write-offs',
      describeRoute(
        describeJson(
          'The phone, after something of it was written off by name',
          deviceDetailsSchema,
        ),
      ),
      smallBody,
      jsonBody(writeOffRequestSchema),
      async (c) => {
        const asked = c.req.valid('json');
        const kept = await cases.writeOff(c.get('actor'), c.req.param('id'), asked);
        return shown(c, kept);
      },
    )
    .post(
      '/devices/:id/revocation',
      describeRoute(
        describeJson('The phone, after its enrolment was taken back', deviceDetailsSchema),
      ),
      smallBody,
      jsonBody(revocationRequestSchema),
      async (c) => {
        const [actor, deviceId] = [c.get('actor'), c.req.param('id')];
        const { reason } = c.req.valid('json');
        const revoked = await cases.revokePhone(actor, deviceId, reason);
        if (!revoked.ok) return refused(c, revoked.error);
        log.info({ account: actor.username, deviceId, reason }, 'a phone was taken back');
        return shown(c, await cases.showDevice(actor, deviceId));
      },
    )
    .post(
      '/devices/:id/comparison',
      describeRoute(describeJson('The phone, after its number was compared', deviceDetailsSchema)),
      smallBody,
      jsonBody(comparisonRequestSchema),
      async (c) => {
        const [actor, deviceId] = [c.get('actor'), c.req.param('id')];
        const { matches } = c.req.valid('json');
        const compared = await sync.comparePhone(actor, { deviceId, matches });
        if (!compared.ok) return refused(c, compared.error);
        const said = { account: actor.username, deviceId, matches, ...compared.value };
        log.info(said, 'the number of a phone was compared');
        return shown(c, await cases.showDevice(actor, deviceId));
      },
    )
    .post(
      '/devices/:id/release',
      describeRoute(
        describeJson('The phone, after what waits of it was judged again', deviceDetailsSchema),
      ),
      smallBody,
      jsonBody(releaseRequestSchema),
      async (c) => {
        const [actor, deviceId] = [c.get('actor'), c.req.param('id')];
        const { reason } = c.req.valid('json');
        const released = await sync.releasePhone(actor, { deviceId, reason });
        if (!released.ok) return refused(c, released.error);
        const said = { account: actor.username, deviceId, reason, ...released.value };
        log.info(said, 'forms of a phone that was taken back were released');
        return shown(c, await cases.showDevice(actor, deviceId));
      },
    )
    .post(
      '/devices/:id/surveyor',
      describeRoute(
        describeJson('The phone, after it became that of another surveyor', deviceDetailsSchema),
      ),
      smallBody,
      jsonBody(moveRequestSchema),
      async (c) => {
        const [actor, deviceId] = [c.get('actor'), c.req.param('id')];
        const asked = { deviceId, ...c.req.valid('json') };
        const moved = await sync.movePhone(actor, asked);
        if (!moved.ok) return refused(c, moved.error);
        const said = { account: actor.username, ...asked, ...moved.value };
        log.info(said, 'a phone was moved to another surveyor');
        return shown(c, await cases.showDevice(actor, deviceId));
      },
    );
}

const shown = (c: Context, found: Result<DeviceView, Refusal>): Response =>
  found.ok ? c.json(found.value) : refused(c, found.error);
