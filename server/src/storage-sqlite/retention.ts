import { type SQL, and, count, isNotNull, lt, ne, or, sql } from 'drizzle-orm';
import type { RetentionStore, StoreCutoffs, StoreRemoval, StoreRemovals } from '../ports/index.ts';
import { appendNote } from './append-note.ts';
import type { Database, OpenStore } from './open-store.ts';
import { deviceContacts, devices, enrolmentCodes, sessions, unknownCallers } from './schema.ts';
import { scrubbing } from './scrubbing.ts';
import { type Writing, reading, writing } from './transaction.ts';

const clearedPhone = {
  ...{ name: '', platform: '', appVersion: null, oldestUnsentAt: null },
  ...{ storagePersisted: null, storageUsage: null, storageQuota: null },
  ...{ clockOffsetMs: null, clockMeasuredAt: null },
} as const satisfies Partial<typeof devices.$inferInsert>;

const saysSomething = or(
  ne(devices.name, ''),
  ne(devices.platform, ''),
  isNotNull(devices.appVersion),
  isNotNull(devices.oldestUnsentAt),
  isNotNull(devices.storagePersisted),
  isNotNull(devices.storageUsage),
  isNotNull(devices.storageQuota),
  isNotNull(devices.clockOffsetMs),
  isNotNull(devices.clockMeasuredAt),
);

const isNotLast = sql`${deviceContacts.id} < (
  select max(later.id) from ${deviceContacts} later where later.device_id = ${deviceContacts.deviceId}
)`;

/** Where each class lies, and what of it is past its time. */
const places = {
  'phone-details': [devices, (before) => and(lt(devices.revokedAt, before), saysSomething)],
  'phone-contacts': [deviceContacts, (before) => and(lt(deviceContacts.at, before), isNotLast)],
  sessions: [sessions, (before) => lt(sessions.expiresAt, before)],
  'enrolment-codes': [enrolmentCodes, (before) => lt(enrolmentCodes.expiresAt, before)],
  'unknown-callers': [unknownCallers, (before) => lt(unknownCallers.lastSeenAt, before)],
} as const satisfies Record<
  StoreRemoval,
  readonly [table: unknown, isPast: (before: string) => SQL | undefined]
>;

/** What is kept for a time and no longer, in SQLite. */
export function createSqliteRetention({ db, connection }: OpenStore): RetentionStore {
  const due = (cutoffs: StoreCutoffs): Promise<StoreRemovals> =>
    reading(() => ofEach(cutoffs, (name, before) => dueOf(db, name, before)));
  return {
    due,
    async remove(cutoffs, note) {
      const work = () =>
        writing(db, (tx) => {
          const removed = ofEach(cutoffs, (name, before) => removeOf(tx, name, before));
          appendNote(tx, note(removed));
          return removed;
        });
      // Emptying the journal waits for who reads just now: not for a day on which nothing goes.
      const isNothing = Object.values(await due(cutoffs)).every((rows) => rows === 0);
      return isNothing ? work() : scrubbing(connection, work);
    },
  };
}

function ofEach(
  cutoffs: StoreCutoffs,
  count: (name: StoreRemoval, before: string) => number,
): StoreRemovals {
  const named = Object.entries(cutoffs) as [StoreRemoval, string][];
  return Object.fromEntries(named.map(([name, before]) => [name, count(name, before)]));
}

function dueOf(db: Database, name: StoreRemoval, before: string): number {
  const [table, isPast] = places[name];
  return db.select({ rows: count() }).from(table).where(isPast(before)).get()?.rows ?? 0;
}

function removeOf(tx: Writing, name: StoreRemoval, before: string): number {
  const [table, isPast] = places[name];
  return table === devices
    ? tx.update(devices).set(clearedPhone).where(isPast(before)).run().changes
    : tx.delete(table).where(isPast(before)).run().changes;
}
