import { and, asc, count, eq, inArray } from 'drizzle-orm';
import type { SigningKey } from '../ports/index.ts';
import type { Database } from './database.ts';
import { deviceActs, deviceSigningKeys, devices } from './schema.ts';
import type { Writing } from './transaction.ts';

/** Whoever has the token of a phone may tell any number of keys; so many are kept, the first. */
const mostKeys = 100;

/** Answers: the phones that told these keys. */
export const signersOf = (db: Database, keyIds: readonly string[]): readonly SigningKey[] =>
  keyIds.length === 0
    ? []
    : db
        .select({
          deviceId: deviceSigningKeys.deviceId,
          keyId: deviceSigningKeys.keyId,
          publicKey: deviceSigningKeys.publicKey,
        })
        .from(deviceSigningKeys)
        .where(inArray(deviceSigningKeys.keyId, [...keyIds]))
        .orderBy(asc(deviceSigningKeys.deviceId))
        .all();

export const hasSigningKey = (db: Database, deviceId: string): boolean =>
  db
    .select({ keyId: deviceSigningKeys.keyId })
    .from(deviceSigningKeys)
    .where(eq(deviceSigningKeys.deviceId, deviceId))
    .limit(1)
    .get() !== undefined;

/** Keeps a key that a phone tells; another one than before is noted. Answers: was it new? */
export function registerSigningKey(
  tx: Writing,
  { deviceId, keyId, publicKey }: SigningKey,
  now: string,
): boolean {
  const ofPhone = eq(deviceSigningKeys.deviceId, deviceId);
  const isKnown =
    tx
      .select({ keyId: deviceSigningKeys.keyId })
      .from(deviceSigningKeys)
      .where(and(ofPhone, eq(deviceSigningKeys.keyId, keyId)))
      .get() !== undefined;
  if (isKnown) return false;
  const before =
    tx.select({ keys: count() }).from(deviceSigningKeys).where(ofPhone).get()?.keys ?? 0;
  if (before >= mostKeys) return false;
  tx.insert(deviceSigningKeys).values({ deviceId, keyId, publicKey, registeredAt: now }).run();
  if (before > 0) noteChange(tx, deviceId, keyId, now);
  return true;
}

/** A phone that lost its database has another key from then on: people should see when. */
function noteChange(tx: Writing, deviceId: string, keyId: string, at: string): void {
  const device = tx
    .select({ surveyorId: devices.userId })
    .from(devices)
    .where(eq(devices.id, deviceId))
    .get();
  if (device === undefined) throw new Error('a key was told by a phone that is not here');
  tx.insert(deviceActs)
    .values({ deviceId, act: 'key-changed', ...device, reason: keyId, at })
    .run();
}
