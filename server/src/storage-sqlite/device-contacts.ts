import { type Placeholder, and, asc, eq, lte, sql } from 'drizzle-orm';
import type { DeviceClock, PushContact } from '../ports/index.ts';
import { hotStatement } from './hot-statement.ts';
import type { Database, OpenStore } from './open-store.ts';
import { deviceContacts, devices, storeMeta } from './schema.ts';
import type { Writing } from './transaction.ts';

/** More than a phone has between two forms; what is older tells nothing of a form that still comes. */
const keptContacts = 100;

/** Notes that a phone was answered. Runs inside the transaction of its batch. */
export type NoteContact = (contact: PushContact, at: string) => void;

/** Prepares the statements that note a push: its time, the phone's clock, and the life of the store it is told of. */
export function createNoteContact({ db, connection }: OpenStore): NoteContact {
  const insert = hotStatement(
    connection,
    db.insert(deviceContacts).values({
      deviceId: sql.placeholder('deviceId'),
      at: sql.placeholder('at'),
      offsetMs: sql.placeholder('offsetMs'),
    }),
  );
  const offsetMs = sql.placeholder('offsetMs');
  const at = sql.placeholder('at');
  // Where the phone did not tell its time, what was measured before stands.
  const note = hotStatement(
    connection,
    db
      .update(devices)
      .set({
        lastContactAt: sql`${at}`,
        toldIncarnation: sql`(select ${storeMeta.incarnation} from ${storeMeta})`,
        clockOffsetMs: sql`coalesce(${offsetMs}, ${devices.clockOffsetMs})`,
        clockMeasuredAt: sql`iif(${offsetMs} is null, ${devices.clockMeasuredAt}, ${at})`,
      })
      .where(eq(devices.id, sql.placeholder('deviceId'))),
  );
  const forget = hotStatement(connection, oldContacts(db, sql.placeholder('deviceId')));
  return (contact, answeredAt) => {
    insert.run({ ...contact, at: answeredAt });
    forget.run({ ...contact });
    note.run({ ...contact, at: answeredAt });
  };
}

/** Notes that a phone was answered without having told its time. */
export function noteSilentContact(tx: Writing, deviceId: string, at: string): void {
  tx.insert(deviceContacts).values({ deviceId, at, offsetMs: null }).run();
  oldContacts(tx, deviceId).run();
}

/** The deletion of what is older than the contacts that are kept. */
const oldContacts = (tx: Writing | Database, deviceId: Placeholder | string) =>
  tx
    .delete(deviceContacts)
    .where(
      and(
        eq(deviceContacts.deviceId, deviceId),
        lte(
          deviceContacts.id,
          sql`(select id from ${deviceContacts} where ${deviceContacts.deviceId} = ${deviceId} order by id desc limit 1 offset ${sql.raw(String(keptContacts))})`,
        ),
      ),
    );

/** Prepares the reading of what is known of a phone's clock. */
export function createReadClock({ db, connection }: OpenStore): (deviceId: string) => DeviceClock {
  const deviceId = sql.placeholder('deviceId');
  const device = hotStatement<{ clock_offset_ms: number | null }>(
    connection,
    db.select({ offsetMs: devices.clockOffsetMs }).from(devices).where(eq(devices.id, deviceId)),
  );
  const contacts = hotStatement<{ at: string; offset_ms: number | null }>(
    connection,
    db
      .select({ at: deviceContacts.at, offsetMs: deviceContacts.offsetMs })
      .from(deviceContacts)
      .where(eq(deviceContacts.deviceId, deviceId))
      .orderBy(asc(deviceContacts.id)),
  );
  return (id) => ({
    clockOffsetMs: device.all({ deviceId: id })[0]?.clock_offset_ms ?? null,
    contacts: contacts
      .all({ deviceId: id })
      .map(({ at, offset_ms: offsetMs }) => ({ at, atMs: Date.parse(at), offsetMs })),
  });
}
