import type { Context } from 'hono';
import { matchedRoutes } from 'hono/route';
import { routeKey } from './policy-complaints.ts';

/**
 * Answers: the pattern by which a request was answered, such as `GET /api/v1/waves/:id`.
 * Shape:   one of the routes of the app; `files` for a file of the client; `none` where there is no such route. Never a
 *          word of whoever asks. Known once the answer is there.
 */
export function routeOf(c: Context): string {
  const route = matchedRoutes(c).find(({ method }) => method !== 'ALL');
  if (route !== undefined) return routeKey(route);
  return c.res.status < 400 ? 'files' : 'none';
}
