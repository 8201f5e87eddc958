import type { MiddlewareHandler } from 'hono';
import type { RequestIdVariables } from 'hono/request-id';
import { routeOf } from './route-of.ts';

/** Where the server tells of itself. */
export interface Log {
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
}

/** One line a request: never a body, a path, a query, a header or an address. */
export function requestLog(log: Log): MiddlewareHandler<{ Variables: RequestIdVariables }> {
  return async function requestLog(c, next) {
    const begun = performance.now();
    await next();
    log.info(
      {
        requestId: c.get('requestId'),
        method: c.req.method,
        route: routeOf(c),
        status: c.res.status,
        durationMs: Math.round(performance.now() - begun),
      },
      'request',
    );
  };
}

/**
 * Answers: a defect as it may be logged: what kind, and where in the code.
 * Shape:   the innermost cause, because the query builder puts the values of a query into the message of the outer one.
 */
export function describeDefect(error: unknown): Record<string, unknown> {
  let inner = error;
  while (inner instanceof Error && inner.cause instanceof Error) inner = inner.cause;
  if (!(inner instanceof Error)) return { defect: typeof inner };
  const frames = (inner.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    defect: inner.name,
    code: (inner as { code?: unknown }).code,
    reason: inner.message,
    at: frames.map((frame) => frame.trim()),
  };
}
