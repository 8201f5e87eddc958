import { type SQL, and, count, eq, isNotNull, lt, ne, or, sql } from 'drizzle-orm';
import type { RetentionStore, StoreCutoffs, StoreRemoval, StoreRemovals } from '../ports/index.ts';
import { appendNote } from './append-note.ts';
import type { OpenDatabase } from './database.ts';
import { deviceContacts, devices, enrolmentCodes, sessions, unknownCallers } from './schema.ts';
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
  select max(later.id) from ${deviceContacts} later
  where later.province = ${deviceContacts.province} and later.device_id = ${deviceContacts.deviceId}
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

/** What is kept for a time and no longer, in PostgreSQL. */
export function createPostgresRetention(store: OpenDatabase): RetentionStore {
  return {
    due: (cutoffs) => reading(() => ofEach(cutoffs, (...past) => dueOf(store, ...past))),
    async remove(cutoffs, note) {
      const removed = await writing(store, async (tx) => {
        const counts = await ofEach(cutoffs, (...past) => removeOf(tx, ...past));
        await appendNote(tx, note(counts));
        return counts;
      });
      await sweep(store, removed);
      return removed;
    },
  };
}

async function ofEach(
  cutoffs: StoreCutoffs,
  count: (name: StoreRemoval, before: string) => Promise<number>,
): Promise<StoreRemovals> {
  const counts: Partial<Record<StoreRemoval, number>> = {};
  for (const [name, before] of Object.entries(cutoffs) as [StoreRemoval, string][])
    counts[name] = await count(name, before);
  return counts;
}

async function dueOf(
  { db, province }: OpenDatabase,
  name: StoreRemoval,
  before: string,
): Promise<number> {
  const [table, isPast] = places[name];
  const here = and(eq(table.province, province), isPast(before));
  const [found] = await db.select({ rows: count() }).from(table).where(here);
  return found?.rows ?? 0;
}

async function removeOf(
  { db, province }: Writing,
  name: StoreRemoval,
  before: string,
): Promise<number> {
  const [table, isPast] = places[name];
  const here = and(eq(table.province, province), isPast(before));
  const { rowCount } = await (table === devices
    ? db.update(devices).set(clearedPhone).where(here)
    : db.delete(table).where(here));
  return rowCount ?? 0;
}

const tables: Readonly<Record<StoreRemoval, string>> = {
  'phone-details': 'devices',
  'phone-contacts': 'device_contacts',
  sessions: 'sessions',
  'enrolment-codes': 'enrolment_codes',
  'unknown-callers': 'unknown_callers',
};

/** What was there lies in dead rows until they are swept up. */
async function sweep({ pool }: OpenDatabase, removed: StoreRemovals): Promise<void> {
  for (const [name, rows] of Object.entries(removed) as [StoreRemoval, number][])
    if (rows > 0) await reading(() => pool.query(`vacuum ${tables[name]}`));
}
