import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { ProblemCode } from '@sipas/shared/problems';
import { problem } from './problem.ts';
import type { Place, PushQueue } from './push-queue.ts';

/** What the routes that wait for the store find in their context. */
export interface PlaceEnv {
  Variables: { place: Place };
}

/** Lets in as many as there are places, before a body is read or a phone is looked up; the others are told when to come. */
export function takePlace(queue: PushQueue) {
  return createMiddleware<PlaceEnv>(async function takePlace(c, next) {
    const place = queue.enter();
    if (place === null) return busy(c, queue);
    c.set('place', place);
    try {
      await next();
    } finally {
      place.leave();
    }
    return undefined;
  });
}

/** Answers: that the server is busy, and when the phone should come again. */
export function busy(c: Context, queue: Pick<PushQueue, 'appointment'>): Response {
  c.header('Retry-After', String(queue.appointment()));
  return problem(c, 'server.busy');
}

/** Answers: why a body was not taken; one that only found no room is told when to come again. */
export const refusedBody = (
  c: Context,
  code: ProblemCode,
  queue: Pick<PushQueue, 'appointment'>,
): Response => (code === 'server.busy' ? busy(c, queue) : problem(c, code));
