import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import {
  areaListSchema,
  closingSchema,
  waveListSchema,
  waveSchema,
  waveStatusSchema,
} from '@sipas/shared/wire';
import type { PeopleCases } from '../use-cases/people-cases.ts';
import { describeJson, query } from './describe.ts';
import { problem } from './problem.ts';
import { refused } from './refused.ts';
import type { PeopleEnv } from './session.ts';

/** `/waves`: what is surveyed, and what a report of it can be asked for. */
export function createWaveRoutes({ cases }: { readonly cases: PeopleCases }) {
  return new Hono<PeopleEnv>()
    .get(
      '/waves',
      describeRoute(describeJson('Waves in the areas of the person', waveListSchema)),
      async (c) => c.json({ waves: await cases.listWaves(c.get('actor')) }),
    )
    .get('/waves/:id', describeRoute(describeJson('One wave', waveSchema)), async (c) => {
      const wave = await cases.showWave(c.get('actor'), c.req.param('id'));
      return wave === null ? problem(c, 'wave.unknown') : c.json(wave);
    })
    .get(
      '/waves/:id/areas',
      describeRoute(describeJson('Which communes make up the units of a level', areaListSchema)),
      query(v.object({ level: v.pipe(v.string(), v.minLength(1), v.maxLength(100)) })),
      async (c) => {
        const { level } = c.req.valid('query');
        const found = await cases.listAreas(c.get('actor'), c.req.param('id'), level);
        return found.ok ? c.json(found.value) : refused(c, found.error);
      },
    )
    .get(
      '/waves/:id/closing',
      describeRoute(describeJson('Whether a wave can be closed', closingSchema)),
      async (c) => {
        const found = await cases.showClosing(c.get('actor'), c.req.param('id'));
        return found.ok ? c.json(found.value) : refused(c, found.error);
      },
    )
    .post(
      '/waves/:id/close',
      describeRoute(describeJson('Closes a wave', waveStatusSchema)),
      async (c) => {
        const closed = await cases.closeWave(c.get('actor'), c.req.param('id'));
        return closed.ok ? c.json(closed.value) : refused(c, closed.error);
      },
    )
    .post(
      '/waves/:id/reopen',
      describeRoute(describeJson('Opens a closed wave again', waveStatusSchema)),
      async (c) => {
        const opened = await cases.reopenWave(c.get('actor'), c.req.param('id'));
        return opened.ok ? c.json(opened.value) : refused(c, opened.error);
      },
    );
}
