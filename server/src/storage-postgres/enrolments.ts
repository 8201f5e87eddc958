import { and, eq } from 'drizzle-orm';
import type { Device, DeviceStore } from '../ports/index.ts';
import { devices, enrolmentCodes } from './schema.ts';
import type { Writing } from './transaction.ts';

type Redeem = DeviceStore['redeem'];

/** Makes the phone one of the surveyor whose code this is, or lets the phone that it names go on. */
export async function redeem(
  tx: Writing,
  codeHash: string,
  { device, renews }: { device: Parameters<Redeem>[1]; renews: readonly string[] },
  now: string,
): ReturnType<Redeem> {
  const { db, province, incarnation } = tx;
  const code = await usableCode(tx, codeHash, now);
  if (typeof code === 'string') return code;
  const { userId, renewsDeviceId, compares } = code;
  // First: a phone that wants to be known again has use for its own code alone, and for-pin tells to ask for another.
  if (renewsDeviceId === null && renews.length > 0) return 'enrolment.not-renewal';
  if (code.purpose === 'pin') return 'enrolment.for-pin';
  if (renewsDeviceId !== null && !renews.includes(renewsDeviceId)) return 'enrolment.other-phone';
  const deviceId = renewsDeviceId ?? device.id;
  await useCode(tx, codeHash, deviceId, now);
  const { id: _id, comparison, ...traits } = device;
  // What it holds may come from another store, whose receipts are no sign that this one forgot any.
  if (renewsDeviceId !== null)
    await db
      .update(devices)
      .set({ ...traits, toldIncarnation: null })
      .where(and(eq(devices.province, province), eq(devices.id, renewsDeviceId)));
  else
    await db.insert(devices).values({
      ...{ ...device, province, userId, enrolledAt: now, heardIncarnation: incarnation },
      comparison: compares ? comparison : null,
    });
  return { userId, deviceId, compares: compares && renewsDeviceId === null };
}

/** Answers: may this code open a phone whose PIN was forgotten? Null: it may, and it is used by now. */
export async function confirmSurveyor(
  tx: Writing,
  codeHash: string,
  device: Pick<Device, 'id' | 'userId'>,
  now: string,
): ReturnType<DeviceStore['confirmSurveyor']> {
  const code = await usableCode(tx, codeHash, now);
  if (typeof code === 'string') return code;
  if (code.userId !== device.userId) return 'enrolment.other-surveyor';
  if (code.renewsDeviceId !== null && code.renewsDeviceId !== device.id)
    return 'enrolment.other-phone';
  if (code.purpose !== 'pin' && code.renewsDeviceId === null) return 'enrolment.not-for-pin';
  await useCode(tx, codeHash, device.id, now);
  return null;
}

const codeOf = (province: string, codeHash: string) =>
  and(eq(enrolmentCodes.province, province), eq(enrolmentCodes.codeHash, codeHash));

async function usableCode(
  { db, province }: Writing,
  codeHash: string,
  now: string,
): Promise<
  | typeof enrolmentCodes.$inferSelect
  | 'enrolment.unknown-code'
  | 'enrolment.used'
  | 'enrolment.expired'
> {
  const [code] = await db.select().from(enrolmentCodes).where(codeOf(province, codeHash));
  if (!code) return 'enrolment.unknown-code';
  if (code.usedAt !== null) return 'enrolment.used';
  return code.expiresAt <= now ? 'enrolment.expired' : code;
}

async function useCode(
  { db, province }: Writing,
  codeHash: string,
  deviceId: string,
  usedAt: string,
): Promise<void> {
  await db.update(enrolmentCodes).set({ usedAt, deviceId }).where(codeOf(province, codeHash));
}
