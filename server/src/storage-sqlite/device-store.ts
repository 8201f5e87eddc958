import { and, asc, eq, isNotNull, max, ne, sql } from 'drizzle-orm';
import type { Device, DeviceStore, SigningKey } from '../ports/index.ts';
import { createReadClock, noteSilentContact } from './device-contacts.ts';
import { acknowledgedReceipts, deviceLedger } from './device-ledger.ts';
import { deviceLines } from './device-lines.ts';
import type { Database, OpenStore } from './open-store.ts';
import {
  deviceEpochs,
  devices,
  enrolmentCodes,
  envelopes,
  gapWriteOffs,
  storeMeta,
} from './schema.ts';
import { hasSigningKey, registerSigningKey, signersOf } from './signing-keys.ts';
import { noteTwinHead } from './twin-heads.ts';
import { type Writing, reading, writing } from './transaction.ts';
import { forgetCaller } from './unknown-phones.ts';

/** Phones, their enrolment and what they said of themselves, in SQLite. */
export function createSqliteDeviceStore(store: OpenStore): DeviceStore {
  const { db } = store;
  const byTokenHash = db
    .select()
    .from(devices)
    .where(eq(devices.tokenHash, sql.placeholder('tokenHash')))
    .prepare();
  const byId = db
    .select()
    .from(devices)
    .where(eq(devices.id, sql.placeholder('id')))
    .prepare();
  const readClock = createReadClock(store);
  return {
    addEnrolmentCode: (code) =>
      writing(db, (tx) => {
        tx.insert(enrolmentCodes).values(code).run();
      }),
    redeem: (codeHash, device, now, renews = []) =>
      writing(db, (tx) => redeem(tx, codeHash, { device, renews }, now)),
    confirmSurveyor: (codeHash, device, now) =>
      writing(db, (tx) => confirmSurveyor(tx, codeHash, device, now)),
    registerSigningKey: async (key, now) =>
      // Told with every hello: what is known takes no lock.
      (await reading(() => isKnown(db, key)))
        ? false
        : writing(db, (tx) => registerSigningKey(tx, key, now)),
    signers: (keyIds) => reading(() => signersOf(db, keyIds)),
    hasSigningKey: (deviceId) => reading(() => hasSigningKey(db, deviceId)),
    byTokenHash: (tokenHash) =>
      reading(() => {
        const row = byTokenHash.get({ tokenHash });
        return row ? toDevice(row) : null;
      }),
    byId: (deviceId) =>
      reading(() => {
        const row = byId.get({ id: deviceId });
        return row ? toDevice(row) : null;
      }),
    list: () =>
      reading(() => db.select().from(devices).orderBy(asc(devices.id)).all().map(toDevice)),
    recordHello: (deviceId, hello, now) =>
      writing(db, (tx) => {
        recordHello(tx, deviceId, hello, now);
      }),
    clock: (deviceId) => reading(() => readClock(deviceId)),
    formerLives: () =>
      reading(() =>
        db
          .selectDistinct({ life: sql<string>`${devices.heardIncarnation}` })
          .from(devices)
          .where(
            and(isNotNull(devices.heardIncarnation), ne(devices.heardIncarnation, currentLife)),
          )
          .limit(50)
          .all()
          .map(({ life }) => life),
      ),
    ledger: (deviceId) => reading(() => deviceLedger(db, deviceId)),
    lines: (deviceId) => reading(() => deviceLines(db, deviceId)),
    worksIn: (deviceId, waveId) => reading(() => worksIn(db, deviceId, waveId)),
    acknowledgedReceipts: () => reading(() => acknowledgedReceipts(db)),
    addWriteOffs: (writeOffs, userId, now) =>
      writing(db, (tx) => {
        for (const { from: fromSeq, to: toSeq, ...writeOff } of writeOffs)
          tx.insert(gapWriteOffs)
            .values({ ...writeOff, fromSeq, toSeq, userId, createdAt: now })
            .run();
      }),
  };
}

const isKnown = (db: Database, { deviceId, keyId }: SigningKey): boolean =>
  signersOf(db, [keyId]).some((one) => one.deviceId === deviceId);

function worksIn(db: Database, deviceId: string, waveId: string): boolean {
  const line = db
    .select({ receipt: envelopes.receipt })
    .from(envelopes)
    .where(and(eq(envelopes.deviceId, deviceId), sql`holds_seq = 1`, eq(envelopes.waveId, waveId)))
    .limit(1)
    .get();
  return line !== undefined;
}

/** The incarnation of the store, taken where it is written. */
const currentLife = sql`(select ${storeMeta.incarnation} from ${storeMeta})`;

type Redeem = DeviceStore['redeem'];

function redeem(
  tx: Writing,
  codeHash: string,
  { device, renews }: { device: Parameters<Redeem>[1]; renews: readonly string[] },
  now: string,
): Awaited<ReturnType<Redeem>> {
  const code = usableCode(tx, codeHash, now);
  if (typeof code === 'string') return code;
  const { userId, renewsDeviceId, compares } = code;
  // First: a phone that wants to be known again has use for its own code alone, and for-pin tells to ask for another.
  if (renewsDeviceId === null && renews.length > 0) return 'enrolment.not-renewal';
  if (code.purpose === 'pin') return 'enrolment.for-pin';
  if (renewsDeviceId !== null && !renews.includes(renewsDeviceId)) return 'enrolment.other-phone';
  const deviceId = renewsDeviceId ?? device.id;
  useCode(tx, codeHash, deviceId, now);
  const { id: _id, comparison, ...traits } = device;
  // What it holds may come from another store, whose receipts are no sign that this one forgot any.
  if (renewsDeviceId !== null)
    tx.update(devices)
      .set({ ...traits, toldIncarnation: null })
      .where(eq(devices.id, renewsDeviceId))
      .run();
  else
    tx.insert(devices)
      .values({
        ...{ ...device, userId, enrolledAt: now, heardIncarnation: currentLife },
        comparison: compares ? comparison : null,
      })
      .run();
  return { userId, deviceId, compares: compares && renewsDeviceId === null };
}

function confirmSurveyor(
  tx: Writing,
  codeHash: string,
  device: Pick<Device, 'id' | 'userId'>,
  now: string,
): Awaited<ReturnType<DeviceStore['confirmSurveyor']>> {
  const code = usableCode(tx, codeHash, now);
  if (typeof code === 'string') return code;
  if (code.userId !== device.userId) return 'enrolment.other-surveyor';
  if (code.renewsDeviceId !== null && code.renewsDeviceId !== device.id)
    return 'enrolment.other-phone';
  if (code.purpose !== 'pin' && code.renewsDeviceId === null) return 'enrolment.not-for-pin';
  useCode(tx, codeHash, device.id, now);
  return null;
}

function usableCode(
  tx: Writing,
  codeHash: string,
  now: string,
):
  | typeof enrolmentCodes.$inferSelect
  | 'enrolment.unknown-code'
  | 'enrolment.used'
  | 'enrolment.expired' {
  const code = tx.select().from(enrolmentCodes).where(eq(enrolmentCodes.codeHash, codeHash)).get();
  if (!code) return 'enrolment.unknown-code';
  if (code.usedAt !== null) return 'enrolment.used';
  return code.expiresAt <= now ? 'enrolment.expired' : code;
}

function useCode(tx: Writing, codeHash: string, deviceId: string, usedAt: string): void {
  tx.update(enrolmentCodes)
    .set({ usedAt, deviceId })
    .where(eq(enrolmentCodes.codeHash, codeHash))
    .run();
}

function recordHello(
  tx: Writing,
  deviceId: string,
  hello: Parameters<DeviceStore['recordHello']>[1],
  now: string,
): void {
  noteSilentContact(tx, deviceId, now);
  forgetCaller(tx, deviceId);
  tx.update(devices)
    .set({
      ...forgotten(tx, deviceId, hello.lastReceipt, now),
      lastContactAt: now,
      heardIncarnation: currentLife,
      appVersion: hello.appVersion,
      unsent: hello.unsent,
      oldestUnsentAt: hello.oldestUnsentAt,
      storagePersisted: hello.storage.persisted,
      storageUsage: hello.storage.usage,
      storageQuota: hello.storage.quota,
    })
    .where(eq(devices.id, deviceId))
    .run();
  const before = tx.select().from(deviceEpochs).where(eq(deviceEpochs.deviceId, deviceId)).all();
  for (const { epoch, headSeq, headHash } of [...before, ...hello.epochs])
    if (headHash !== null && headSeq > 0)
      noteTwinHead(tx, deviceId, { epoch, seq: headSeq, hash: headHash });
  for (const { epoch, headSeq, headHash } of hello.epochs)
    tx.insert(deviceEpochs)
      .values({ deviceId, epoch, headSeq, headHash })
      .onConflictDoUpdate({
        target: [deviceEpochs.deviceId, deviceEpochs.epoch],
        set: { headSeq, headHash },
        setWhere: sql`excluded.head_seq > ${deviceEpochs.headSeq}`,
      })
      .run();
}

/**
 * A phone holds a receipt that this store never gave, though it was given its last one in this very life of it: the store
 * was put back to an older copy without `restore`. After a `restore` the life is another one, and the phone knows.
 */
function forgotten(
  tx: Writing,
  deviceId: string,
  lastReceipt: number | null,
  now: string,
): Partial<typeof devices.$inferInsert> {
  if (lastReceipt === null) return {};
  const meta = tx.select({ incarnation: storeMeta.incarnation }).from(storeMeta).get();
  const told = tx
    .select({ incarnation: devices.toldIncarnation })
    .from(devices)
    .where(eq(devices.id, deviceId))
    .get();
  if (meta === undefined || told?.incarnation !== meta.incarnation) return {};
  const head = tx
    .select({ receipt: max(envelopes.receipt) })
    .from(envelopes)
    .get()?.receipt;
  return lastReceipt > (head ?? 0) ? { forgottenReceipt: lastReceipt, forgottenAt: now } : {};
}

function toDevice(row: typeof devices.$inferSelect): Device {
  const {
    tokenHash: _tokenHash,
    publicKey: _publicKey,
    toldIncarnation: _told,
    heardIncarnation: _heard,
    ...device
  } = row;
  return device;
}
