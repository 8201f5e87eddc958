import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { roles, waveListSchema, waveSchema } from '@sipas/shared/wire';
import type { PeopleCases } from '../use-cases/people-cases.ts';
import { describeJson } from './describe.ts';
import { problem } from './problem.ts';
import type { PeopleEnv, SessionGuard } from './session.ts';

/** `/waves`: what is surveyed, and what a report of it can be asked for. */
export function createWaveRoutes({
  cases,
  guard,
}: {
  readonly cases: PeopleCases;
  readonly guard: SessionGuard;
}) {
  return new Hono<PeopleEnv>()
    .get(
      '/waves',
      describeRoute(describeJson('Waves in the areas of the person', waveListSchema)),
      guard.requireRole(...roles),
      async (c) => c.json({ waves: await cases.listWaves(c.get('actor')) }),
    )
    .get(
      '/waves/:id',
      describeRoute(describeJson('One wave', waveSchema)),
      guard.requireRole(...roles),
      async (c) => {
        const wave = await cases.showWave(c.get('actor'), c.req.param('id'));
        return wave === null ? problem(c, 'wave.unknown') : c.json(wave);
      },
    );
}
