import { and, asc, count, eq, gt, inArray } from 'drizzle-orm';
import type { IngestPublicKey } from '@sipas/shared/wire';
import type { IngestKeys, ListedKey } from '../ports/index.ts';
import { makeKey, parseKeys, printKeys } from '../storage-rules/ingest-keys/key-file.ts';
import type { KeyRing } from '../storage-rules/ingest-keys/key-ring.ts';
import type { OpenDatabase } from './database.ts';
import { isKeyless } from './device-acts.ts';
import { envelopes, waveIngestKeys, waveStatusChanges, waves } from './schema.ts';
import { type Writing, reading, writing } from './transaction.ts';

/** Which wave has which keys, in PostgreSQL; their private halves in the file of the ring. */
export function createPostgresIngestKeys(
  store: OpenDatabase,
  ring: KeyRing,
  /** Some bodies can be read now that could not before. */
  readAnew: (tx: Writing) => Promise<void>,
): IngestKeys {
  const { db, province } = store;
  return {
    open: (envelope) => ring.open(envelope),
    openSealed: (sealed, bound) => ring.openSealed(sealed, bound),
    newest: () => reading(() => newestHere(store, ring)),
    ensure: (now) =>
      writing(store, async (tx) => {
        let given = 0;
        for (const id of await wavesToSeal(tx)) given += Number(await ensureKey(tx, ring, id, now));
        return given;
      }),
    rotate: (waveId, now) =>
      writing(store, async (tx) => {
        const [wave] = await tx.db
          .select({ id: waves.id })
          .from(waves)
          .where(and(eq(waves.province, province), eq(waves.id, waveId)));
        return wave === undefined ? null : giveKey(tx, ring, waveId, now);
      }),
    list: () => reading(() => listKeys(store, ring)),
    copy: () => reading(async () => Promise.resolve(printKeys(ring.all()))),
    takeIn: (text) =>
      writing(store, async (tx) => {
        const keys = parseKeys(text);
        if (keys === null) return null;
        const fresh = keys.filter(({ keyId }) => !ring.has(keyId));
        ring.add(keys);
        if (fresh.length > 0) await readAnew(tx);
        return { added: fresh.length, known: keys.length - fresh.length };
      }),
    waiting: (afterReceipt, limit) =>
      reading(async () => {
        const keyIds = ring.all().map(({ keyId }) => keyId);
        if (keyIds.length === 0) return [];
        return db
          .select({
            receipt: envelopes.receipt,
            receivedAt: envelopes.receivedAt,
            line: envelopes.line,
          })
          .from(envelopes)
          .where(
            and(
              eq(envelopes.province, province),
              isKeyless,
              inArray(envelopes.detail, keyIds),
              gt(envelopes.receipt, afterReceipt),
            ),
          )
          .orderBy(asc(envelopes.receipt))
          .limit(limit);
      }),
  };
}

/** Those that are open or were never opened: to a wave that was closed nobody seals any more. */
async function wavesToSeal({ db, province }: Writing): Promise<readonly string[]> {
  const changes = await db
    .selectDistinct({ waveId: waveStatusChanges.waveId })
    .from(waveStatusChanges)
    .where(eq(waveStatusChanges.province, province));
  const opened = new Set(changes.map(({ waveId }) => waveId));
  const rows = await db
    .select({ id: waves.id, status: waves.status })
    .from(waves)
    .where(eq(waves.province, province))
    .orderBy(asc(waves.id));
  return rows.filter(({ id, status }) => status === 'open' || !opened.has(id)).map(({ id }) => id);
}

/**
 * Gives a wave a key where none of its keys is here. Runs inside a transaction, whose hold of the province keeps another
 * process from writing the file; the key is in its file before the wave has it.
 */
export async function ensureKey(
  tx: Writing,
  ring: KeyRing,
  waveId: string,
  now: string,
): Promise<boolean> {
  const keys = await tx.db
    .select({ keyId: waveIngestKeys.keyId })
    .from(waveIngestKeys)
    .where(and(eq(waveIngestKeys.province, tx.province), eq(waveIngestKeys.waveId, waveId)));
  const isSealed = keys.some(({ keyId }) => ring.has(keyId));
  if (!isSealed) await giveKey(tx, ring, waveId, now);
  return !isSealed;
}

async function giveKey(
  { db, province }: Writing,
  ring: KeyRing,
  waveId: string,
  now: string,
): Promise<IngestPublicKey> {
  const key = makeKey(now);
  ring.add([key]);
  const { keyId, publicKey } = key;
  await db.insert(waveIngestKeys).values({ province, waveId, keyId, publicKey, since: now });
  return { keyId, publicKey };
}

async function newestHere(
  { db, province }: OpenDatabase,
  ring: KeyRing,
): Promise<ReadonlyMap<string, IngestPublicKey>> {
  const rows = await db
    .select()
    .from(waveIngestKeys)
    .where(eq(waveIngestKeys.province, province))
    // Of two in the same millisecond the one that was put in last.
    .orderBy(asc(waveIngestKeys.since), asc(waveIngestKeys.id));
  return new Map(
    rows
      .filter(({ keyId }) => ring.has(keyId))
      .map(({ waveId, keyId, publicKey }) => [waveId, { keyId, publicKey }]),
  );
}

async function listKeys(
  { db, province }: OpenDatabase,
  ring: KeyRing,
): Promise<readonly ListedKey[]> {
  const here = new Map(ring.all().map((key) => [key.keyId, key] as const));
  const ofWaves = await db
    .select()
    .from(waveIngestKeys)
    .where(eq(waveIngestKeys.province, province))
    .orderBy(asc(waveIngestKeys.waveId));
  const counted = await db
    .select({ keyId: envelopes.detail, lines: count() })
    .from(envelopes)
    .where(and(eq(envelopes.province, province), isKeyless))
    .groupBy(envelopes.detail);
  const waiting = new Map(counted.map(({ keyId, lines }) => [keyId ?? '', lines] as const));
  const ids = new Set([...here.keys(), ...ofWaves.map(({ keyId }) => keyId), ...waiting.keys()]);
  return [...ids].sort().map((keyId) => ({
    keyId,
    createdAt: here.get(keyId)?.createdAt ?? null,
    waveIds: ofWaves.filter((one) => one.keyId === keyId).map(({ waveId }) => waveId),
    isHere: here.has(keyId),
    waiting: waiting.get(keyId) ?? 0,
  }));
}
