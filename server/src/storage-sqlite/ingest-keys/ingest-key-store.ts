import { and, asc, count, eq, gt, inArray, sql } from 'drizzle-orm';
import type { IngestPublicKey } from '@sipas/shared/wire';
import type { IngestKeys, ListedKey } from '../../ports/index.ts';
import type { Database } from '../database.ts';
import { envelopes, waveIngestKeys, waveStatusChanges, waves } from '../schema.ts';
import { type Writing, reading, writing } from '../transaction.ts';
import { makeKey, parseKeys, printKeys } from '../../storage-rules/ingest-keys/key-file.ts';
import type { KeyRing } from '../../storage-rules/ingest-keys/key-ring.ts';

/** Which wave has which keys, in SQLite; their private halves in the file of the ring. */
export function createSqliteIngestKeys(
  db: Database,
  ring: KeyRing,
  /** Some bodies can be read now that could not before. */
  readAnew: (tx: Writing) => void,
): IngestKeys {
  return {
    open: (envelope) => ring.open(envelope),
    openSealed: (sealed, bound) => ring.openSealed(sealed, bound),
    newest: () => reading(() => newestHere(db, ring)),
    ensure: (now) =>
      writing(db, (tx) => wavesToSeal(tx).filter((id) => ensureKey(tx, ring, id, now)).length),
    rotate: (waveId, now) =>
      writing(db, (tx) => {
        const wave = tx.select({ id: waves.id }).from(waves).where(eq(waves.id, waveId)).get();
        return wave === undefined ? null : giveKey(tx, ring, waveId, now);
      }),
    list: () => reading(() => listKeys(db, ring)),
    copy: () => reading(() => printKeys(ring.all())),
    takeIn: (text) =>
      writing(db, (tx) => {
        const keys = parseKeys(text);
        if (keys === null) return null;
        const fresh = keys.filter(({ keyId }) => !ring.has(keyId));
        ring.add(keys);
        if (fresh.length > 0) readAnew(tx);
        return { added: fresh.length, known: keys.length - fresh.length };
      }),
    waiting: (afterReceipt, limit) =>
      reading(() =>
        db
          .select({
            receipt: envelopes.receipt,
            receivedAt: envelopes.receivedAt,
            line: envelopes.line,
          })
          .from(envelopes)
          .where(
            and(
              isKeyless,
              inArray(
                envelopes.detail,
                ring.all().map(({ keyId }) => keyId),
              ),
              gt(envelopes.receipt, afterReceipt),
            ),
          )
          .orderBy(asc(envelopes.receipt))
          .limit(limit)
          .all(),
      ),
  };
}

// Written out as in the partial index: a bound value would keep SQLite from using it.
export const isKeyless = and(
  sql`${envelopes.code} = 'envelope.key-unknown'`,
  eq(envelopes.outcome, 'quarantined'),
);

/** Those that are open or were never opened: to a wave that was closed nobody seals any more. */
function wavesToSeal(tx: Writing): readonly string[] {
  const opened = new Set(
    tx
      .selectDistinct({ waveId: waveStatusChanges.waveId })
      .from(waveStatusChanges)
      .all()
      .map(({ waveId }) => waveId),
  );
  return tx
    .select({ id: waves.id, status: waves.status })
    .from(waves)
    .orderBy(asc(waves.id))
    .all()
    .filter(({ id, status }) => status === 'open' || !opened.has(id))
    .map(({ id }) => id);
}

/**
 * Gives a wave a key where none of its keys is here. Runs inside a transaction, whose lock keeps another process from writing
 * the file; the key is in its file before the wave has it.
 */
export function ensureKey(tx: Writing, ring: KeyRing, waveId: string, now: string): boolean {
  const isSealed = tx
    .select({ keyId: waveIngestKeys.keyId })
    .from(waveIngestKeys)
    .where(eq(waveIngestKeys.waveId, waveId))
    .all()
    .some(({ keyId }) => ring.has(keyId));
  if (!isSealed) giveKey(tx, ring, waveId, now);
  return !isSealed;
}

function giveKey(tx: Writing, ring: KeyRing, waveId: string, now: string): IngestPublicKey {
  const key = makeKey(now);
  ring.add([key]);
  const { keyId, publicKey } = key;
  tx.insert(waveIngestKeys).values({ waveId, keyId, publicKey, since: now }).run();
  return { keyId, publicKey };
}

function newestHere(db: Database, ring: KeyRing): ReadonlyMap<string, IngestPublicKey> {
  const rows = db
    .select()
    .from(waveIngestKeys)
    // Of two in the same millisecond the one that was put in last.
    .orderBy(asc(waveIngestKeys.since), sql`rowid`)
    .all();
  return new Map(
    rows
      .filter(({ keyId }) => ring.has(keyId))
      .map(({ waveId, keyId, publicKey }) => [waveId, { keyId, publicKey }]),
  );
}

function listKeys(db: Database, ring: KeyRing): readonly ListedKey[] {
  const here = new Map(ring.all().map((key) => [key.keyId, key] as const));
  const ofWaves = db.select().from(waveIngestKeys).orderBy(asc(waveIngestKeys.waveId)).all();
  const waiting = new Map(
    db
      .select({ keyId: sql<string>`${envelopes.detail}`, lines: count() })
      .from(envelopes)
      .where(isKeyless)
      .groupBy(envelopes.detail)
      .all()
      .map(({ keyId, lines }) => [keyId, lines] as const),
  );
  const ids = new Set([...here.keys(), ...ofWaves.map(({ keyId }) => keyId), ...waiting.keys()]);
  return [...ids].sort().map((keyId) => ({
    keyId,
    createdAt: here.get(keyId)?.createdAt ?? null,
    waveIds: ofWaves.filter((one) => one.keyId === keyId).map(({ waveId }) => waveId),
    isHere: here.has(keyId),
    waiting: waiting.get(keyId) ?? 0,
  }));
}
