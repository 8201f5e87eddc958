import { type Context, Hono } from 'hono';
import { describeRoute, resolver } from 'hono-openapi';
import * as v from 'valibot';
import { isProblemCode, problemKind } from '@sipas/shared/problems';
import {
  allowanceAnswerSchema,
  allowanceBatchSchema,
  allowanceLimits,
  allowanceListSchema,
} from '@sipas/shared/wire';
import type { PeopleCases } from '../use-cases/people-cases.ts';
import type { SyncCases } from '../use-cases/sync/index.ts';
import { readBatchBody } from './bodies.ts';
import { describeJson, documented, query } from './describe.ts';
import { type DeviceEnv, requireDevice } from './device-auth.ts';
import { wholeNumber } from './kept-apart.ts';
import { languageOf, problem } from './problem.ts';
import type { PushQueue } from './push-queue.ts';
import { refused } from './refused.ts';
import type { PeopleEnv } from './session.ts';
import { type PlaceEnv, refusedBody, takePlace } from './take-place.ts';

const bounds = {
  wireBytes: allowanceLimits.wireBytes,
  inflatedBytes: allowanceLimits.wireBytes,
};

/** `/sync/allowances`: phones hand over who signed for the allowance, apart from the forms. */
export function createAllowanceIntake({
  sync,
  queue,
}: {
  readonly sync: SyncCases;
  readonly queue: PushQueue;
}) {
  return new Hono<DeviceEnv & PlaceEnv>().post(
    '/sync/allowances',
    describeRoute({
      ...describeJson('What became of each allowance receipt', allowanceAnswerSchema, 'phones'),
      requestBody: {
        required: true,
        content: { 'application/json': { schema: resolver(allowanceBatchSchema, documented) } },
      },
    }),
    takePlace(queue),
    requireDevice(sync),
    async (c) => {
      const place = c.get('place');
      const body = await readBatchBody(c, bounds, place.hold);
      if (!body.ok) return refusedBody(c, body.error, queue);
      const said = readJson(body.value);
      const batch = v.safeParse(allowanceBatchSchema, said);
      if (!batch.success)
        return problem(c, 'request.malformed', { detail: v.getDotPath(batch.issues[0]) ?? '' });
      const answer = await place.turn(() => sync.acceptAllowances(batch.output, c.get('device')));
      return answer.ok ? c.json(answer.value) : refused(c, answer.error);
    },
  );
}

/** A record is four levels deep; what is deeper than this is none, and writing it again might never end. */
const deepest = 32;

/** Answers: what the bytes say; undefined where they are no JSON in UTF-8, or nested without measure. */
function readJson(bytes: Uint8Array): unknown {
  try {
    const said: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return isWithin(said, deepest) ? said : undefined;
  } catch {
    return undefined;
  }
}

const isWithin = (value: unknown, levels: number): boolean =>
  typeof value !== 'object' ||
  value === null ||
  (levels > 0 && Object.values(value).every((inner) => isWithin(inner, levels - 1)));

const pageQuery = v.object({
  commune: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(100))),
  limit: wholeNumber(1, 500, 500),
  offset: wholeNumber(0, 999_999_999, 0),
});

/** `/waves/{id}/allowances`: the list of who signed, for those who account for the money. */
export function createAllowanceRoutes({ cases }: { readonly cases: PeopleCases }) {
  return new Hono<PeopleEnv>().get(
    '/waves/:id/allowances',
    describeRoute(describeJson('Who signed for the allowance', allowanceListSchema)),
    query(pageQuery),
    async (c) => {
      const { commune, limit, offset } = c.req.valid('query');
      const asked = { commune, limit, offset };
      const list = await cases.listAllowances(c.get('actor'), c.req.param('id'), asked);
      if (!list.ok) return refused(c, list.error);
      const rows = list.value.rows.map((row) => ({ ...row, title: titleOf(c, row.code) }));
      return c.json({ ...list.value, rows });
    },
  );
}

const titleOf = (c: Context, code: string | null): string | null =>
  code !== null && isProblemCode(code) ? problemKind(code)[languageOf(c)] : code;
