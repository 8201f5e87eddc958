import type { Context, MiddlewareHandler } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { matchedRoutes } from 'hono/route';
import type { Actor, PeopleCases } from '../use-cases/people-cases.ts';
import type { SignedIn } from '../use-cases/sign-in/index.ts';
import { policy } from './policy.ts';
import { routeKey } from './policy-complaints.ts';
import { problem } from './problem.ts';

/** What the routes of people find in their context. */
export interface PeopleEnv {
  Variables: { actor: Actor; signedIn: SignedIn; token: string };
}

/** Where a browser keeps the session. */
export const cookieName = 'sipas_session';
const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Answers: may this request go on to its route, by the table of who may do what?
 * Shape:   to a route of people goes who is signed in and has one of its roles; they are in its context. Phones and keys of
 *          links are told by their routes, after their turn in the queue.
 * Errors:  request.foreign-origin for an unsafe request that a page of another site made, whoever is signed in;
 *          session.required without a session; permission.denied for another role; session.second-factor-required
 *          where the setting asks for one that is not set up, but for what sets it up. Throws for a route without a row.
 * Rule:    P-14
 */
export function guardByPolicy(given: {
  readonly sessions: Pick<PeopleCases['sessions'], 'actor'>;
  readonly origin: string;
}): MiddlewareHandler<PeopleEnv> {
  const { sessions, origin } = given;
  return async function guardByPolicy(c, next) {
    const route = matchedRoutes(c).find(({ method }) => method !== 'ALL');
    // Whoever asks for no route is told that there is none.
    if (route === undefined) return next();
    const row = policy[routeKey(route)];
    if (row === undefined) throw new Error(`${routeKey(route)} has no row in the policy`);
    const { who } = row;
    if (who === 'phone' || who === 'link-key' || who === 'watch') return next();
    if (isForeign(c, origin)) return problem(c, 'request.foreign-origin');
    if (who === 'anybody') return next();
    const token = readToken(c);
    const found = token === undefined ? null : await sessions.actor(token);
    if (found === null) return problem(c, 'session.required');
    if (!who.includes(found.user.role)) return problem(c, 'permission.denied');
    if (found.lacksSecondFactor && !isOfOwnAccount(c.req.path))
      return problem(c, 'session.second-factor-required');
    c.set('actor', found.user);
    c.set('signedIn', found);
    c.set('token', token ?? '');
    return next();
  };
}

/** What belongs to a person's own account lies under these two. */
const isOfOwnAccount = (path: string): boolean => /^\/api\/v1\/sessions?(\/|$)/.test(path);

/**
 * Answers: was this unsafe request made by a page of another site?
 * Shape:   the Origin must be ours, or that of the host which was asked; without one the browser must not say that the
 *          request crossed sites.
 * Missing: a client that is no browser sends neither header and is let through: it has no cookie to be misused.
 * Rule:    P-15
 */
function isForeign(c: Context, ours: string): boolean {
  if (safeMethods.has(c.req.method)) return false;
  const origin = c.req.header('Origin');
  if (origin === undefined) {
    const site = c.req.header('Sec-Fetch-Site');
    return site !== undefined && site !== 'same-origin' && site !== 'none';
  }
  if (origin === new URL(ours).origin) return false;
  const asked = c.req.header('Host') ?? new URL(c.req.url).host;
  return !URL.canParse(origin) || new URL(origin).host !== asked;
}

export const readToken = (c: Context): string | undefined => getCookie(c, cookieName);

const cookieOptions = (origin: string) =>
  ({
    httpOnly: true,
    sameSite: 'Strict',
    path: '/',
    secure: new URL(origin).protocol === 'https:',
  }) as const;

/** Puts the session into the browser, where no script can read it. */
export function writeToken(c: Context, origin: string, token: string, lifeSeconds: number): void {
  setCookie(c, cookieName, token, { ...cookieOptions(origin), maxAge: lifeSeconds });
}

export function clearToken(c: Context, origin: string): void {
  deleteCookie(c, cookieName, cookieOptions(origin));
}
