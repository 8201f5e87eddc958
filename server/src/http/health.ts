import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { healthSchema } from '@sipas/shared/wire';
import { describeJson } from './describe.ts';
import { problem } from './problem.ts';

/** What an operator's watch asks for, at the root. */
export function createHealthRoutes(given: {
  readonly version: string;
  readonly storageKind: string;
  isReady(): Promise<boolean>;
}) {
  const { version, storageKind } = given;
  return new Hono()
    .get(
      '/healthz',
      describeRoute(describeJson('Does the process answer?', healthSchema, 'operations')),
      (c) => c.json({ status: 'ok', version, storage: storageKind }),
    )
    .get(
      '/readyz',
      describeRoute(
        describeJson(
          'Does the store answer, with all migrations done?',
          healthSchema,
          'operations',
        ),
      ),
      async (c) =>
        (await given.isReady())
          ? c.json({ status: 'ok', version, storage: storageKind })
          : problem(c, 'server.busy'),
    );
}
