import { type SQL, and, asc, eq, isNotNull, ne, sql } from 'drizzle-orm';
import type { Device, DeviceStore } from '../ports/index.ts';
import type { OpenDatabase } from './database.ts';
import { noteSilentContact, readClock } from './device-contacts.ts';
import { acknowledgedReceipts, deviceLedger } from './device-ledger.ts';
import { deviceLines } from './device-lines.ts';
import { confirmSurveyor, redeem } from './enrolments.ts';
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

/** Phones, their enrolment and what they said of themselves, in PostgreSQL. */
export function createPostgresDeviceStore(store: OpenDatabase): DeviceStore {
  const { db, province } = store;
  const find = async (condition: SQL): Promise<Device | null> => {
    const [row] = await db
      .select()
      .from(devices)
      .where(and(eq(devices.province, province), condition));
    return row ? toDevice(row) : null;
  };
  return {
    addEnrolmentCode: (code) =>
      writing(store, async (tx) => {
        await tx.db.insert(enrolmentCodes).values({ ...code, province });
      }),
    redeem: (codeHash, device, now, renews = []) =>
      writing(store, (tx) => redeem(tx, codeHash, { device, renews }, now)),
    confirmSurveyor: (codeHash, device, now) =>
      writing(store, (tx) => confirmSurveyor(tx, codeHash, device, now)),
    registerSigningKey: async (key, now) => {
      // Told with every hello: what is known takes no lock.
      const known = await reading(() => signersOf(store, [key.keyId]));
      if (known.some(({ deviceId }) => deviceId === key.deviceId)) return false;
      return writing(store, (tx) => registerSigningKey(tx, key, now));
    },
    signers: (keyIds) => reading(() => signersOf(store, keyIds)),
    hasSigningKey: (deviceId) => reading(() => hasSigningKey(store, deviceId)),
    byTokenHash: (tokenHash) => reading(() => find(eq(devices.tokenHash, tokenHash))),
    byId: (deviceId) => reading(() => find(eq(devices.id, deviceId))),
    list: () =>
      reading(async () => {
        const rows = await db
          .select()
          .from(devices)
          .where(eq(devices.province, province))
          .orderBy(asc(devices.id));
        return rows.map(toDevice);
      }),
    recordHello: (deviceId, hello, now) =>
      writing(store, (tx) => recordHello(tx, deviceId, hello, now)),
    clock: (deviceId) => reading(() => readClock(store, deviceId)),
    formerLives: () =>
      reading(async () => {
        const rows = await db
          .selectDistinct({ life: devices.heardIncarnation })
          .from(devices)
          .innerJoin(storeMeta, eq(storeMeta.province, devices.province))
          .where(
            and(
              eq(devices.province, province),
              isNotNull(devices.heardIncarnation),
              ne(devices.heardIncarnation, storeMeta.incarnation),
            ),
          )
          .limit(50);
        return rows.flatMap(({ life }) => life ?? []);
      }),
    ledger: (deviceId) => reading(() => deviceLedger(store, deviceId)),
    lines: (deviceId) => reading(() => deviceLines(store, deviceId)),
    worksIn: (deviceId, waveId) =>
      reading(async () => {
        const [line] = await db
          .select({ receipt: envelopes.receipt })
          .from(envelopes)
          .where(
            and(
              eq(envelopes.province, province),
              eq(envelopes.deviceId, deviceId),
              sql`holds_seq`,
              eq(envelopes.waveId, waveId),
            ),
          )
          .limit(1);
        return line !== undefined;
      }),
    acknowledgedReceipts: () => reading(() => acknowledgedReceipts(store)),
    addWriteOffs: (writeOffs, userId, now) =>
      writing(store, async (tx) => {
        for (const { from: fromSeq, to: toSeq, ...writeOff } of writeOffs)
          await tx.db
            .insert(gapWriteOffs)
            .values({ ...writeOff, province, fromSeq, toSeq, userId, createdAt: now });
      }),
  };
}

async function recordHello(
  tx: Writing,
  deviceId: string,
  hello: Parameters<DeviceStore['recordHello']>[1],
  now: string,
): Promise<void> {
  const { db, province } = tx;
  await noteSilentContact(tx, deviceId, now);
  await forgetCaller(tx, deviceId);
  await db
    .update(devices)
    .set({
      ...(await forgotten(tx, deviceId, hello.lastReceipt, now)),
      lastContactAt: now,
      heardIncarnation: tx.incarnation,
      appVersion: hello.appVersion,
      unsent: hello.unsent,
      oldestUnsentAt: hello.oldestUnsentAt,
      storagePersisted: hello.storage.persisted,
      storageUsage: hello.storage.usage,
      storageQuota: hello.storage.quota,
    })
    .where(and(eq(devices.province, province), eq(devices.id, deviceId)));
  const before = await db
    .select()
    .from(deviceEpochs)
    .where(and(eq(deviceEpochs.province, province), eq(deviceEpochs.deviceId, deviceId)));
  for (const { epoch, headSeq, headHash } of [...before, ...hello.epochs])
    if (headHash !== null && headSeq > 0)
      await noteTwinHead(tx, deviceId, { epoch, seq: headSeq, hash: headHash });
  for (const { epoch, headSeq, headHash } of hello.epochs)
    await db
      .insert(deviceEpochs)
      .values({ province, deviceId, epoch, headSeq, headHash })
      .onConflictDoUpdate({
        target: [deviceEpochs.province, deviceEpochs.deviceId, deviceEpochs.epoch],
        set: { headSeq, headHash },
        setWhere: sql`excluded.head_seq > ${deviceEpochs.headSeq}`,
      });
}

/**
 * A phone holds a receipt that this store never gave, though it was given its last one in this very life of it: the store
 * was put back to an older copy without a new life. After a restore the life is another one, and the phone knows.
 */
async function forgotten(
  { db, province, incarnation, lastReceipt: head }: Writing,
  deviceId: string,
  lastReceipt: number | null,
  now: string,
): Promise<Partial<typeof devices.$inferInsert>> {
  if (lastReceipt === null || lastReceipt <= head) return {};
  const [told] = await db
    .select({ incarnation: devices.toldIncarnation })
    .from(devices)
    .where(and(eq(devices.province, province), eq(devices.id, deviceId)));
  return told?.incarnation === incarnation
    ? { forgottenReceipt: lastReceipt, forgottenAt: now }
    : {};
}

function toDevice(row: typeof devices.$inferSelect): Device {
  const {
    province: _province,
    tokenHash: _tokenHash,
    publicKey: _publicKey,
    toldIncarnation: _told,
    heardIncarnation: _heard,
    ...device
  } = row;
  return device;
}
