import { and, asc, eq } from 'drizzle-orm';
import type { DeviceClock, PushContact } from '../ports/index.ts';
import type { OpenDatabase } from './database.ts';
import { deviceContacts, devices } from './schema.ts';
import type { Writing } from './transaction.ts';

/** More than a phone has between two forms; what is older tells nothing of a form that still comes. */
const keptContacts = 100;

/** A phone that was answered, and when. */
export interface Answered extends PushContact {
  readonly at: string;
}

/** Notes pushes: their time, the phones' clocks, and the life of the store that they are told of. */
export async function noteContacts(tx: Writing, answered: readonly Answered[]): Promise<void> {
  if (answered.length === 0) return;
  const added = addContacts(tx, answered);
  // Of several pushes of one phone the last one counts; where it did not tell its time, what was measured before stands.
  const last = new Map<
    string,
    { at: string; offsetMs: number | null; measuredAt: string | null }
  >();
  for (const { deviceId, at, offsetMs } of answered) {
    const before = last.get(deviceId);
    last.set(
      deviceId,
      offsetMs === null
        ? { at, offsetMs: before?.offsetMs ?? null, measuredAt: before?.measuredAt ?? null }
        : { at, offsetMs, measuredAt: at },
    );
  }
  const noted = [...last];
  const noting = tx.connection.query({
    name: 'note-contacts',
    text: `update devices set last_contact_at = asked.at, told_incarnation = $6,
        clock_offset_ms = coalesce(asked.offset_ms, clock_offset_ms),
        clock_measured_at = coalesce(asked.measured_at, clock_measured_at)
      from unnest($2::text[], $3::text[], $4::bigint[], $5::text[])
        as asked (device_id, at, offset_ms, measured_at)
      where devices.province = $1 and devices.id = asked.device_id`,
    values: [
      tx.province,
      noted.map(([deviceId]) => deviceId),
      noted.map(([, { at }]) => at),
      noted.map(([, { offsetMs }]) => offsetMs),
      noted.map(([, { measuredAt }]) => measuredAt),
      tx.incarnation,
    ],
  });
  await Promise.all([added, noting]);
}

/** Notes that a phone was answered without having told its time. */
export const noteSilentContact = (tx: Writing, deviceId: string, at: string): Promise<void> =>
  addContacts(tx, [{ deviceId, at, offsetMs: null }]);

/** Adds contacts and takes away those before the last hundred of each phone. */
async function addContacts(tx: Writing, answered: readonly Answered[]): Promise<void> {
  const { connection, province } = tx;
  const adding = connection.query({
    name: 'add-contacts',
    text: `insert into device_contacts (province, device_id, at, offset_ms)
      select $1, device_id, at, offset_ms
      from unnest($2::text[], $3::text[], $4::bigint[]) with ordinality
        as asked (device_id, at, offset_ms, place) order by place`,
    values: [
      province,
      answered.map(({ deviceId }) => deviceId),
      answered.map(({ at }) => at),
      answered.map(({ offsetMs }) => offsetMs),
    ],
  });
  const forgetting = connection.query({
    name: 'forget-contacts',
    text: `delete from device_contacts using unnest($2::text[]) as asked (device_id)
      where province = $1 and device_contacts.device_id = asked.device_id and id <= (
        select id from device_contacts kept where kept.province = $1
          and kept.device_id = asked.device_id order by id desc limit 1 offset ${String(keptContacts)})`,
    values: [province, [...new Set(answered.map(({ deviceId }) => deviceId))]],
  });
  await Promise.all([adding, forgetting]);
}

/** Reads what is known of a phone's clock. */
export async function readClock(
  { db, province }: OpenDatabase,
  deviceId: string,
): Promise<DeviceClock> {
  const [device] = await db
    .select({ offsetMs: devices.clockOffsetMs })
    .from(devices)
    .where(and(eq(devices.province, province), eq(devices.id, deviceId)));
  const contacts = await db
    .select({ at: deviceContacts.at, offsetMs: deviceContacts.offsetMs })
    .from(deviceContacts)
    .where(and(eq(deviceContacts.province, province), eq(deviceContacts.deviceId, deviceId)))
    .orderBy(asc(deviceContacts.id));
  return {
    clockOffsetMs: device?.offsetMs ?? null,
    contacts: contacts.map(({ at, offsetMs }) => ({ at, atMs: Date.parse(at), offsetMs })),
  };
}
