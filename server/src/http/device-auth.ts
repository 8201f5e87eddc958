import type { MiddlewareHandler } from 'hono';
import type { Device, SyncCases } from '../use-cases/sync/index.ts';
import { problem } from './problem.ts';

/** What the routes of phones find in their context. */
export interface DeviceEnv {
  Variables: { device: Device };
}

/** Lets in nobody but enrolled phones, revoked ones too: what they send is kept apart. */
export function requireDevice({
  authenticate,
}: Pick<SyncCases, 'authenticate'>): MiddlewareHandler<DeviceEnv> {
  return async function requireDevice(c, next) {
    const device = await authenticate(c.req.header('Authorization'));
    if (!device) {
      c.header('WWW-Authenticate', 'Bearer');
      return problem(c, 'device.required');
    }
    c.set('device', device);
    return next();
  };
}
