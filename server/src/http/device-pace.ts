import { createMiddleware } from 'hono/factory';
import { createAttemptLimit } from '../use-cases/sign-in/index.ts';
import type { DeviceEnv } from './device-auth.ts';
import { problem } from './problem.ts';
import type { PushQueue } from './push-queue.ts';

const requestsPerWindow = 60;
const windowSeconds = 60;

/**
 * Answers: does this phone take more than its share while others wait?
 * Shape:   one request at a time and 60 in a minute. Where nobody waits, no phone is held back; one that is comes later by
 *          itself, with all that it has.
 * Errors:  device.too-fast with Retry-After: nothing of the request was kept.
 * Source:  contract of the wire, "Busy"; RFC 6585, 4.
 * Rule:    A-62
 */
export function keepPace(queue: Pick<PushQueue, 'isPressed' | 'appointment'>) {
  const limit = createAttemptLimit(requestsPerWindow, windowSeconds);
  const underWay = new Map<string, number>();
  return createMiddleware<DeviceEnv>(async function keepPace(c, next) {
    const { id } = c.get('device');
    const waitSeconds = await limit.take(id);
    const others = underWay.get(id) ?? 0;
    if (queue.isPressed() && (others > 0 || waitSeconds !== null)) {
      c.header('Retry-After', String(Math.max(waitSeconds ?? 0, queue.appointment())));
      return problem(c, 'device.too-fast');
    }
    underWay.set(id, others + 1);
    try {
      await next();
    } finally {
      const left = (underWay.get(id) ?? 1) - 1;
      if (left > 0) underWay.set(id, left);
      else underWay.delete(id);
    }
    return undefined;
  });
}
