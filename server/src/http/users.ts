import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import {
  firstPasswordSchema,
  newUserSchema,
  personSessionListSchema,
  userListSchema,
} from '@sipas/shared/wire';
import type { PeopleCases } from '../use-cases/people-cases.ts';
import { describeDone, describeJson, jsonBody, smallBody } from './describe.ts';
import { refused } from './refused.ts';
import type { PeopleEnv } from './session.ts';

/** `/users`: the accounts that one looks after. */
export function createUserRoutes({ cases }: { readonly cases: PeopleCases }) {
  const { users } = cases.accounts;
  return new Hono<PeopleEnv>()
    .get(
      '/users',
      describeRoute(describeJson('The accounts that one looks after', userListSchema)),
      async (c) => c.json({ users: await users.list(c.get('actor')) }),
    )
    .post(
      '/users',
      describeRoute(describeJson('A new account, with its first password', firstPasswordSchema)),
      smallBody,
      jsonBody(newUserSchema),
      async (c) => {
        const account = c.req.valid('json');
        const added = await users.add(c.get('actor'), account);
        if (!added.ok) return refused(c, added.error);
        return c.json({ username: account.username, password: added.value.password });
      },
    )
    .post(
      '/users/:user/password',
      describeRoute(describeJson('A new password for who forgot theirs', firstPasswordSchema)),
      async (c) => {
        const username = c.req.param('user');
        const reset = await users.resetPassword(c.get('actor'), username);
        if (!reset.ok) return refused(c, reset.error);
        return c.json({ username, password: reset.value.password });
      },
    )
    .post(
      '/users/:user/second-factor/removal',
      describeRoute(describeDone('Take the second factor of somebody away who lost it')),
      async (c) => {
        const removed = await users.removeSecondFactor(c.get('actor'), c.req.param('user'));
        return removed.ok ? c.body(null, 204) : refused(c, removed.error);
      },
    )
    .get(
      '/users/:user/sessions',
      describeRoute(describeJson('Where somebody is signed in', personSessionListSchema)),
      async (c) => {
        const listed = await users.sessions(c.get('actor'), c.req.param('user'));
        return listed.ok ? c.json({ sessions: listed.value }) : refused(c, listed.error);
      },
    )
    .delete(
      '/users/:user/sessions',
      describeRoute(describeDone('End every session of somebody')),
      async (c) => {
        const ended = await users.endSessions(c.get('actor'), { username: c.req.param('user') });
        return ended.ok ? c.body(null, 204) : refused(c, ended.error);
      },
    )
    .delete(
      '/users/:user/sessions/:session',
      describeRoute(describeDone('End one session of somebody')),
      async (c) => {
        const asked = { username: c.req.param('user'), sessionId: c.req.param('session') };
        const ended = await users.endSessions(c.get('actor'), asked);
        return ended.ok ? c.body(null, 204) : refused(c, ended.error);
      },
    );
}
