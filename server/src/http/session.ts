import type { Context, MiddlewareHandler } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Role } from '@sipas/shared/wire';
import type { Actor, PeopleCases } from '../use-cases/people-cases.ts';
import { problem } from './problem.ts';

/** What the routes of people find in their context. */
export interface PeopleEnv {
  Variables: { actor: Actor; sessionExpiresAt: string };
}

export interface SessionGuard {
  /** Lets nobody in but signed-in people of these roles; refuses unsafe requests from other sites. */
  requireRole(...roles: readonly Role[]): MiddlewareHandler<PeopleEnv>;
  /** Refuses unsafe requests that a page of another site made. */
  readonly refuseForeignOrigin: MiddlewareHandler;
}

const cookieName = 'sipas_session';
const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Answers: who may use a route of people.
 * Errors:  session.required without a session; permission.denied for another role; request.foreign-origin.
 * Rule:    P-14
 */
export function createSessionGuard(given: {
  readonly sessions: PeopleCases['sessions'];
  readonly origin: string;
}): SessionGuard {
  const { sessions, origin } = given;
  return {
    requireRole: (...roles) =>
      async function requireRole(c, next) {
        if (isForeign(c, origin)) return problem(c, 'request.foreign-origin');
        const token = readToken(c);
        const found = token === undefined ? null : await sessions.actor(token);
        if (found === null) return problem(c, 'session.required');
        if (!roles.includes(found.user.role)) return problem(c, 'permission.denied');
        c.set('actor', found.user);
        c.set('sessionExpiresAt', found.expiresAt);
        return next();
      },
    refuseForeignOrigin: async (c, next) =>
      isForeign(c, origin) ? problem(c, 'request.foreign-origin') : next(),
  };
}

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
