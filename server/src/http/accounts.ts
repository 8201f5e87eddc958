import { type Context, Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import {
  oneTimeCodeSchema,
  passwordChangeSchema,
  passwordProofSchema,
  personSessionListSchema,
  recoveryCodesSchema,
  secondFactorKeySchema,
  secondFactorSchema,
} from '@sipas/shared/wire';
import type { Self } from '../use-cases/accounts/index.ts';
import type { PeopleCases } from '../use-cases/people-cases.ts';
import { describeDone, describeJson, jsonBody, smallBody } from './describe.ts';
import { refused } from './refused.ts';
import type { PeopleEnv } from './session.ts';

/** `/session/…` and `/sessions`: one's own account. */
export function createAccountRoutes(given: {
  readonly cases: PeopleCases;
  readonly addressOf: (c: Context) => string;
}) {
  const { own } = given.cases.accounts;
  const selfOf = (c: Context<PeopleEnv>): Self => ({
    user: c.get('actor'),
    token: c.get('token'),
    address: given.addressOf(c),
  });

  return new Hono<PeopleEnv>()
    .post(
      '/session/password',
      describeRoute(describeDone('Change the own password; every other session ends')),
      smallBody,
      jsonBody(passwordChangeSchema),
      async (c) => {
        const changed = await own.changePassword(selfOf(c), c.req.valid('json'));
        return changed.ok ? c.body(null, 204) : refused(c, changed.error);
      },
    )
    .get(
      '/sessions',
      describeRoute(describeJson('Where one is signed in', personSessionListSchema)),
      async (c) => c.json({ sessions: await own.sessions(selfOf(c)) }),
    )
    .delete('/sessions', describeRoute(describeDone('End every other session')), async (c) => {
      await own.endOthers(selfOf(c));
      return c.body(null, 204);
    })
    .delete(
      '/sessions/:session',
      describeRoute(describeDone('End one of the own sessions')),
      async (c) => {
        const ended = await own.endSession(selfOf(c), c.req.param('session'));
        return ended.ok ? c.body(null, 204) : refused(c, ended.error);
      },
    )
    .get(
      '/session/second-factor',
      describeRoute(describeJson('Whether one signs in by a code too', secondFactorSchema)),
      async (c) => c.json(await own.secondFactor(selfOf(c))),
    )
    .post(
      '/session/second-factor',
      describeRoute(describeJson('A new secret for an app of codes', secondFactorKeySchema)),
      smallBody,
      jsonBody(passwordProofSchema),
      async (c) => {
        const begun = await own.beginSecondFactor(selfOf(c), c.req.valid('json').password);
        return begun.ok ? c.json(begun.value) : refused(c, begun.error);
      },
    )
    .post(
      '/session/second-factor/confirmation',
      describeRoute(describeJson('The app has the secret: codes on paper', recoveryCodesSchema)),
      smallBody,
      jsonBody(oneTimeCodeSchema),
      async (c) => {
        const confirmed = await own.confirmSecondFactor(selfOf(c), c.req.valid('json').code);
        return confirmed.ok ? c.json(confirmed.value) : refused(c, confirmed.error);
      },
    )
    .post(
      '/session/second-factor/removal',
      describeRoute(describeDone('Take the own second factor away')),
      smallBody,
      jsonBody(passwordProofSchema),
      async (c) => {
        const removed = await own.removeSecondFactor(selfOf(c), c.req.valid('json').password);
        return removed.ok ? c.body(null, 204) : refused(c, removed.error);
      },
    );
}
