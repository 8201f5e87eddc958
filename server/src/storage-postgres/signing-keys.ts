import { and, asc, count, eq, inArray } from 'drizzle-orm';
import type { SigningKey } from '../ports/index.ts';
import type { OpenDatabase } from './database.ts';
import { deviceActs, deviceSigningKeys, devices } from './schema.ts';
import type { Writing } from './transaction.ts';

/** Whoever has the token of a phone may tell any number of keys; so many are kept, the first. */
const mostKeys = 100;

const ofPhone = (province: string, deviceId: string) =>
  and(eq(deviceSigningKeys.province, province), eq(deviceSigningKeys.deviceId, deviceId));

/** Answers: the phones that told these keys. */
export async function signersOf(
  { db, province }: OpenDatabase,
  keyIds: readonly string[],
): Promise<readonly SigningKey[]> {
  if (keyIds.length === 0) return [];
  return db
    .select({
      deviceId: deviceSigningKeys.deviceId,
      keyId: deviceSigningKeys.keyId,
      publicKey: deviceSigningKeys.publicKey,
    })
    .from(deviceSigningKeys)
    .where(
      and(eq(deviceSigningKeys.province, province), inArray(deviceSigningKeys.keyId, [...keyIds])),
    )
    .orderBy(asc(deviceSigningKeys.deviceId));
}

export async function hasSigningKey(
  { db, province }: OpenDatabase,
  deviceId: string,
): Promise<boolean> {
  const [key] = await db
    .select({ keyId: deviceSigningKeys.keyId })
    .from(deviceSigningKeys)
    .where(ofPhone(province, deviceId))
    .limit(1);
  return key !== undefined;
}

/** Keeps a key that a phone tells; another one than before is noted. Answers: was it new? */
export async function registerSigningKey(
  tx: Writing,
  { deviceId, keyId, publicKey }: SigningKey,
  now: string,
): Promise<boolean> {
  const { db, province } = tx;
  const [known] = await db
    .select({ keyId: deviceSigningKeys.keyId })
    .from(deviceSigningKeys)
    .where(and(ofPhone(province, deviceId), eq(deviceSigningKeys.keyId, keyId)));
  if (known !== undefined) return false;
  const [held] = await db
    .select({ keys: count() })
    .from(deviceSigningKeys)
    .where(ofPhone(province, deviceId));
  const before = held?.keys ?? 0;
  if (before >= mostKeys) return false;
  await db
    .insert(deviceSigningKeys)
    .values({ province, deviceId, keyId, publicKey, registeredAt: now });
  if (before > 0) await noteChange(tx, deviceId, keyId, now);
  return true;
}

/** A phone that lost its database has another key from then on: people should see when. */
async function noteChange(
  { db, province }: Writing,
  deviceId: string,
  keyId: string,
  at: string,
): Promise<void> {
  const [device] = await db
    .select({ surveyorId: devices.userId })
    .from(devices)
    .where(and(eq(devices.province, province), eq(devices.id, deviceId)));
  if (device === undefined) throw new Error('a key was told by a phone that is not here');
  await db
    .insert(deviceActs)
    .values({ province, deviceId, act: 'key-changed', ...device, reason: keyId, at });
}
