import { eq, sql } from 'drizzle-orm';
import type { Database } from './open-store.ts';
import { devices } from './schema.ts';

/** Prepares reading when a phone was handed out, which never changes once it is there. */
export function createEnrolledAt(db: Database): (deviceId: string) => string {
  const find = db
    .select({ enrolledAt: devices.enrolledAt })
    .from(devices)
    .where(eq(devices.id, sql.placeholder('deviceId')))
    .prepare();
  const known = new Map<string, string>();
  return (deviceId) => {
    const seen = known.get(deviceId);
    if (seen !== undefined) return seen;
    const found = find.get({ deviceId });
    if (found === undefined) throw new Error('a stored response names a lost phone');
    known.set(deviceId, found.enrolledAt);
    return found.enrolledAt;
  };
}
