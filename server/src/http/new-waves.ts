import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { describeRoute } from 'hono-openapi';
import {
  madeWaveSchema,
  newWaveSchema,
  waveChoicesSchema,
  waveLimits,
  waveRecordsSchema,
} from '@sipas/shared/wire';
import type { PeopleCases } from '../use-cases/people-cases.ts';
import { describeJson, jsonBody } from './describe.ts';
import { problem } from './problem.ts';
import { refused } from './refused.ts';
import type { Log } from './request-log.ts';
import type { PeopleEnv } from './session.ts';

/** A plan as a text of JSON, in which a line end is two letters. */
const planBody = bodyLimit({
  maxSize: 2 * waveLimits.planBytes,
  onError: (c) => problem(c, 'plan.file-too-large'),
});

/** `/waves`, `/wave-choices` and `/wave-records`: waves are made, and what became of each. */
export function createNewWaveRoutes({
  cases: { newWaves },
  log,
}: {
  readonly cases: PeopleCases;
  readonly log: Log;
}) {
  return new Hono<PeopleEnv>()
    .post(
      '/waves',
      describeRoute(describeJson('Makes a wave', madeWaveSchema)),
      planBody,
      jsonBody(newWaveSchema),
      async (c) => {
        const [actor, asked] = [c.get('actor'), c.req.valid('json')];
        const made = await newWaves.make(actor, asked);
        if (!made.ok) return refused(c, made.error);
        const { waveId } = made.value;
        log.info({ account: actor.username, waveId, open: asked.open }, 'a wave was made');
        return c.json(made.value);
      },
    )
    .get(
      '/wave-choices',
      describeRoute(describeJson('What a new wave can be made of', waveChoicesSchema)),
      async (c) => c.json(await newWaves.choices()),
    )
    .get(
      '/wave-records',
      describeRoute(describeJson('What became of each wave', waveRecordsSchema)),
      async (c) => c.json({ waves: await newWaves.records(c.get('actor')) }),
    );
}
