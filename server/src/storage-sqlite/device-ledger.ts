import { and, asc, count, eq, sql } from 'drizzle-orm';
import type { DeviceLedger, WriteOff } from '../ports/index.ts';
import { ledgerOf } from '../storage-rules/device-ledger.ts';
import type { Database } from './open-store.ts';
import { twinPlaces } from './twin-heads.ts';
import { deviceEpochs, devices, envelopes, gapWriteOffs, storeMeta, users } from './schema.ts';

// Written out as in the partial index: a bound value would keep SQLite from using it.
const holdsSeq = sql`holds_seq = 1`;

/** Reads what came of one phone's chains, what lacks, and how often a number was used twice. */
export function deviceLedger(db: Database, deviceId: string): DeviceLedger {
  const came = db
    .select({
      epoch: envelopes.epoch,
      received: count(),
      highest: sql<number>`max(${envelopes.seq})`,
    })
    .from(envelopes)
    .where(and(eq(envelopes.deviceId, deviceId), holdsSeq))
    .groupBy(envelopes.epoch)
    .all();
  const heads = db.select().from(deviceEpochs).where(eq(deviceEpochs.deviceId, deviceId)).all();
  return ledgerOf(
    {
      came,
      heads,
      forked: forksOf(db, deviceId),
      twins: twinPlaces(db, deviceId),
      writeOffs: writeOffsOf(db, deviceId),
      acknowledged: acknowledgedReceipts(db, deviceId).map(({ receipt }) => receipt),
      unheard: unheardIn(db, deviceId),
    },
    (epoch) => receivedNumbers(db, deviceId, epoch),
  );
}

/** What was acknowledged in an earlier life of the store says nothing of this one. */
export function acknowledgedReceipts(db: Database, deviceId?: string) {
  return db
    .select({ deviceId: gapWriteOffs.deviceId, receipt: gapWriteOffs.toSeq })
    .from(gapWriteOffs)
    .innerJoin(storeMeta, eq(storeMeta.incarnation, gapWriteOffs.epoch))
    .where(
      and(
        eq(gapWriteOffs.kind, 'forgotten'),
        deviceId === undefined ? undefined : eq(gapWriteOffs.deviceId, deviceId),
      ),
    )
    .all();
}

/** A phone that was never heard since the store began anew stands out by the life that it was heard in. */
function unheardIn(db: Database, deviceId: string): string | null {
  const row = db
    .select({ life: storeMeta.incarnation, heard: devices.heardIncarnation })
    .from(devices)
    .innerJoin(storeMeta, sql`true`)
    .where(eq(devices.id, deviceId))
    .get();
  return row === undefined || row.heard === row.life ? null : row.life;
}

/** Numbers of the phone that were used twice; `outcome` is written out so that the index of what is kept apart serves. */
function forksOf(db: Database, deviceId: string) {
  return db
    .select({
      epoch: sql<string>`${envelopes.epoch}`,
      seq: sql<number>`${envelopes.seq}`,
      lines: count(),
    })
    .from(envelopes)
    .where(
      and(
        eq(envelopes.deviceId, deviceId),
        sql`outcome <> 'stored'`,
        eq(envelopes.outcome, 'fork'),
      ),
    )
    .groupBy(envelopes.epoch, envelopes.seq)
    .orderBy(asc(envelopes.epoch), asc(envelopes.seq))
    .all();
}

function writeOffsOf(db: Database, deviceId: string): readonly WriteOff[] {
  return db
    .select({
      id: gapWriteOffs.id,
      kind: gapWriteOffs.kind,
      epoch: gapWriteOffs.epoch,
      from: gapWriteOffs.fromSeq,
      to: gapWriteOffs.toSeq,
      reason: gapWriteOffs.reason,
      by: users.name,
      createdAt: gapWriteOffs.createdAt,
    })
    .from(gapWriteOffs)
    .innerJoin(users, eq(users.id, gapWriteOffs.userId))
    .where(eq(gapWriteOffs.deviceId, deviceId))
    .orderBy(asc(gapWriteOffs.id))
    .all();
}

function receivedNumbers(db: Database, deviceId: string, epoch: string): number[] {
  return db
    .select({ seq: envelopes.seq })
    .from(envelopes)
    .where(and(eq(envelopes.deviceId, deviceId), eq(envelopes.epoch, epoch), holdsSeq))
    .orderBy(asc(envelopes.seq))
    .all()
    .map(({ seq }) => seq ?? 0);
}
