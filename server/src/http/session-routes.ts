import { type Context, Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { sessionSchema, signInSchema } from '@sipas/shared/wire';
import type { PeopleCases } from '../use-cases/people-cases.ts';
import { type SignedIn, sessionLifeMs } from '../use-cases/sign-in/index.ts';
import { describeJson, jsonBody, smallBody, problems } from './describe.ts';
import { refused } from './refused.ts';
import { type PeopleEnv, clearToken, readToken, writeToken } from './session.ts';

/** `/session`: sign in, who is signed in, sign out. */
export function createSessionRoutes(given: {
  readonly cases: PeopleCases;
  readonly origin: string;
  readonly addressOf: (c: Context) => string;
}) {
  const { cases, origin, addressOf } = given;

  const shown = async ({ user, expiresAt, lacksSecondFactor }: SignedIn) => ({
    username: user.username,
    role: user.role,
    areas: await cases.nameAreas(user.areas),
    expiresAt,
    ...(lacksSecondFactor ? { lacksSecondFactor: true as const } : {}),
  });

  return new Hono<PeopleEnv>()
    .post(
      '/session',
      describeRoute(describeJson('Sign in', sessionSchema)),
      smallBody,
      jsonBody(signInSchema),
      async (c) => {
        const agent = c.req.header('User-Agent');
        const attempt = { ...c.req.valid('json'), address: addressOf(c), agent };
        const signedIn = await cases.sessions.signIn(attempt);
        if (!signedIn.ok) return refused(c, signedIn.error);
        c.set('actor', signedIn.value.user);
        writeToken(c, origin, signedIn.value.token, sessionLifeMs / 1000);
        return c.json(await shown(signedIn.value));
      },
    )
    .get('/session', describeRoute(describeJson('Who is signed in', sessionSchema)), async (c) =>
      c.json(await shown(c.get('signedIn'))),
    )
    .delete(
      '/session',
      describeRoute({
        summary: 'Sign out',
        tags: ['people'],
        responses: { 204: { description: 'Signed out' }, default: problems },
      }),
      async (c) => {
        const token = readToken(c);
        if (token !== undefined) await cases.sessions.signOut(token);
        clearToken(c, origin);
        return c.body(null, 204);
      },
    );
}
