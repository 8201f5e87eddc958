import { and, asc, count, desc, eq, gt, isNull, notExists, or, sql } from 'drizzle-orm';
import type { CommuneScope, DeviceKeptApart, KeptApartRow } from '../ports/index.ts';
import type { Database } from './open-store.ts';
import { devices, envelopes, linesJudgedAgain, users } from './schema.ts';
import { inScope } from './scope-condition.ts';

// Written out as in the partial indexes: a bound value would keep SQLite from using them.
const isKeptApart = sql`outcome <> 'stored'`;
/** A line of an unknown phone that was judged again stands under its later receipt, or under its own when that is all it has. */
const stands = notExists(
  sql`(select 1 from ${linesJudgedAgain} where ${linesJudgedAgain.receipt} = ${envelopes.receipt} and ${linesJudgedAgain.standsAs} <> ${envelopes.receipt})`,
);

/** Lists what waits for a person, newest first; what names no known wave or commune goes only to those who see all. */
export function keptApart(
  db: Database,
  waveId: string,
  scope: CommuneScope,
  page: { readonly limit: number; readonly offset: number },
): { readonly items: readonly KeptApartRow[]; readonly total: number } {
  const inWave =
    scope === 'all'
      ? or(eq(envelopes.waveId, waveId), isNull(envelopes.waveId))
      : eq(envelopes.waveId, waveId);
  const condition = and(isKeptApart, stands, inWave, inScope(envelopes.commune, scope));
  const items = db
    .select({
      receipt: envelopes.receipt,
      receivedAt: envelopes.receivedAt,
      outcome: envelopes.outcome,
      code: envelopes.code,
      detail: sql<string | null>`nullif(${envelopes.detail}, '')`,
      surveyorId: users.id,
      surveyorName: users.name,
      deviceId: devices.id,
      deviceName: devices.name,
      waveId: envelopes.waveId,
      commune: envelopes.commune,
      responseId: envelopes.responseId,
    })
    .from(envelopes)
    .leftJoin(
      devices,
      eq(devices.id, sql`coalesce(${envelopes.deviceId}, ${envelopes.carrierDeviceId})`),
    )
    .leftJoin(users, eq(users.id, devices.userId))
    .where(condition)
    .orderBy(desc(envelopes.receipt))
    .limit(page.limit)
    .offset(page.offset)
    .all();
  const counted = db.select({ total: count() }).from(envelopes).where(condition).get();
  return { items: items as KeptApartRow[], total: counted?.total ?? 0 };
}

/** Lists what waits for a person of all that one phone made or carried, oldest first. */
export function keptApartOfDevice(
  db: Database,
  deviceId: string,
  afterReceipt: number,
  limit: number,
): readonly DeviceKeptApart[] {
  return db
    .select({
      receipt: envelopes.receipt,
      receivedAt: envelopes.receivedAt,
      outcome: envelopes.outcome,
      code: envelopes.code,
      responseId: envelopes.responseId,
      revision: envelopes.revision,
    })
    .from(envelopes)
    .where(
      and(
        isKeptApart,
        or(eq(envelopes.deviceId, deviceId), eq(envelopes.carrierDeviceId, deviceId)),
        gt(envelopes.receipt, afterReceipt),
      ),
    )
    .orderBy(asc(envelopes.receipt))
    .limit(limit)
    .all() as DeviceKeptApart[];
}
