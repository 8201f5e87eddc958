import { and, asc, count, eq, sql } from 'drizzle-orm';
import type { DeviceLedger, Range, WriteOff } from '../ports/index.ts';
import type { Database } from './open-store.ts';
import { twinPlaces } from './twin-heads.ts';
import { deviceEpochs, devices, envelopes, gapWriteOffs, storeMeta, users } from './schema.ts';

// Written out as in the partial index: a bound value would keep SQLite from using it.
const holdsSeq = sql`holds_seq = 1`;

/**
 * Answers: what came of one phone's chains, what lacks, and how often a number was used twice?
 * Shape:   device → received envelopes; gaps per epoch in order, from 1 up to the highest of the head that the phone
 *          reported and the numbers that came; forks, also of a copy whose form did not come. A gap closes when its number arrives.
 * Errors:  throws defects only.
 * Source:  the contract of the wire, protocol 1: loss is visible.
 * Rule:    A-04
 */
export function deviceLedger(db: Database, deviceId: string): DeviceLedger {
  const ofDevice = and(eq(envelopes.deviceId, deviceId), holdsSeq);
  const came = db
    .select({
      epoch: envelopes.epoch,
      received: count(),
      highest: sql<number>`max(${envelopes.seq})`,
    })
    .from(envelopes)
    .where(ofDevice)
    .groupBy(envelopes.epoch)
    .all();
  const heads = db.select().from(deviceEpochs).where(eq(deviceEpochs.deviceId, deviceId)).all();
  const epochs = [...new Set([...came, ...heads].map(({ epoch }) => epoch ?? ''))].sort();
  const missing = epochs.flatMap((epoch) => {
    const chain = came.find((row) => row.epoch === epoch);
    const head = heads.find((row) => row.epoch === epoch)?.headSeq ?? 0;
    const until = Math.max(head, chain?.highest ?? 0);
    if (chain?.received === until) return [];
    return gapsIn(epoch, until, chain ? receivedNumbers(db, deviceId, epoch) : []);
  });
  const forked = forksOf(db, deviceId);
  const isForked = new Set(forked.map(({ epoch, seq }) => `${epoch} ${String(seq)}`));
  const twins = twinPlaces(db, deviceId).filter(
    ({ epoch, seq }) => !isForked.has(`${epoch} ${String(seq)}`),
  );
  const received = came.reduce((sum, row) => sum + row.received, 0);
  return {
    received,
    missing,
    forks: forked.reduce((sum, { lines }) => sum + lines, 0) + twins.length,
    forkPlaces: [...forked, ...twins].map(({ epoch, seq }) => ({ epoch, from: seq, to: seq })),
    epochs: epochs.map((epoch) => {
      const chain = came.find((row) => row.epoch === epoch);
      const headSeq = heads.find((row) => row.epoch === epoch)?.headSeq ?? null;
      return { epoch, headSeq, received: chain?.received ?? 0, highest: chain?.highest ?? 0 };
    }),
    writeOffs: writeOffsOf(db, deviceId),
    acknowledged: acknowledgedReceipts(db, deviceId).map(({ receipt }) => receipt),
    unheard: unheardIn(db, deviceId),
  };
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

function gapsIn(epoch: string, until: number, received: readonly number[]): Range[] {
  const gaps: Range[] = [];
  let next = 1;
  for (const seq of [...received, until + 1]) {
    if (seq > next) gaps.push({ epoch, from: next, to: seq - 1 });
    next = seq + 1;
  }
  return gaps;
}
