import { eq } from 'drizzle-orm';
import type { OpensSeals, StoredInstrument } from '../ports/index.ts';
import type { FactSources } from '../storage-rules/recount.ts';
import type { OpenDatabase } from './database.ts';
import { devices } from './schema.ts';

/** Reads what the tables say of phones, beside the instruments. */
export async function factSources(
  { db, province, keys }: Pick<OpenDatabase, 'db' | 'province'> & { readonly keys: OpensSeals },
  all: readonly StoredInstrument[],
): Promise<FactSources> {
  const phones = await db
    .select({ id: devices.id, userId: devices.userId, enrolledAt: devices.enrolledAt })
    .from(devices)
    .where(eq(devices.province, province));
  const byId = new Map(phones.map((phone) => [phone.id, phone]));
  return {
    keys,
    surveyorOf: (deviceId) => byId.get(deviceId)?.userId,
    enrolledAt(deviceId) {
      const phone = byId.get(deviceId);
      if (phone === undefined) throw new Error('a stored response names a lost phone');
      return phone.enrolledAt;
    },
    instrumentOf: (version) => all.find((instrument) => instrument.version === version),
  };
}
