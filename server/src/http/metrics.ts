import { createHash, timingSafeEqual } from 'node:crypto';
import { Hono, type MiddlewareHandler } from 'hono';
import { describeRoute } from 'hono-openapi';
import { describeFile } from './describe.ts';
import { problem } from './problem.ts';
import { routeOf } from './route-of.ts';

/** What counts requests, and tells all figures. */
interface Figures {
  answered(route: string, status: number, seconds: number): void;
  print(): Promise<{ readonly type: string; readonly text: string }>;
}

/** The figures, and the word by which a watch is let in. */
export interface Watch {
  readonly meter: Figures;
  readonly token: string;
}

/** Counts each answer with the time it took. */
export function meterRequests(meter: Figures): MiddlewareHandler {
  return async function meterRequests(c, next) {
    const begun = performance.now();
    await next();
    meter.answered(routeOf(c), c.res.status, (performance.now() - begun) / 1000);
  };
}

/**
 * Answers: all figures, to who brings the token.
 * Errors:  request.not-found where no token is set; session.required without it or with another. The address of the sender
 *          opens nothing: behind a proxy everybody comes from the machine itself.
 * Source:  decision 113.
 * Rule:    A-181
 */
export function createMetricsRoute(watch: Watch | undefined) {
  return new Hono().get(
    '/metrics',
    describeRoute({
      ...describeFile('Figures for Prometheus', 'text/plain'),
      tags: ['operations'],
    }),
    async (c) => {
      if (watch === undefined) return problem(c, 'request.not-found');
      const token = /^Bearer (.+)$/.exec(c.req.header('Authorization') ?? '')?.[1] ?? '';
      if (!isSame(token, watch.token)) {
        c.header('WWW-Authenticate', 'Bearer');
        return problem(c, 'session.required');
      }
      const { type, text } = await watch.meter.print();
      return c.body(text, 200, { 'Content-Type': type, 'Cache-Control': 'no-store' });
    },
  );
}

/** Takes as long for any two texts: hashes have one length and are compared whole. */
const isSame = (one: string, other: string): boolean => timingSafeEqual(hash(one), hash(other));
const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
