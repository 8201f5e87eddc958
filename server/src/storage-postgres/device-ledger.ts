import { type SQL, and, asc, count, eq, max, sql } from 'drizzle-orm';
import type { DeviceLedger, WriteOff } from '../ports/index.ts';
import { chainsWithGaps, ledgerOf } from '../storage-rules/device-ledger.ts';
import type { OpenDatabase } from './database.ts';
import { deviceEpochs, devices, envelopes, gapWriteOffs, storeMeta, users } from './schema.ts';
import { twinPlaces } from './twin-heads.ts';

/** Reads what came of one phone's chains, what lacks, and how often a number was used twice. */
export async function deviceLedger(store: OpenDatabase, deviceId: string): Promise<DeviceLedger> {
  const { db, province } = store;
  const ofDevice = (condition: SQL) =>
    and(eq(envelopes.province, province), eq(envelopes.deviceId, deviceId), condition);
  const came = (
    await db
      .select({ epoch: envelopes.epoch, received: count(), highest: max(envelopes.seq) })
      .from(envelopes)
      .where(ofDevice(sql`holds_seq`))
      .groupBy(envelopes.epoch)
  ).map(({ highest, ...row }) => ({ ...row, highest: highest ?? 0 }));
  const heads = await db
    .select()
    .from(deviceEpochs)
    .where(and(eq(deviceEpochs.province, province), eq(deviceEpochs.deviceId, deviceId)));
  const forked = await db
    .select({ epoch: envelopes.epoch, seq: envelopes.seq, lines: count() })
    .from(envelopes)
    .where(ofDevice(sql`outcome <> 'stored' and outcome = 'fork'`))
    .groupBy(envelopes.epoch, envelopes.seq)
    .orderBy(asc(envelopes.epoch), asc(envelopes.seq));
  const numbers = new Map<string, readonly number[]>();
  for (const { epoch, hasLines } of chainsWithGaps({ came, heads })) {
    if (!hasLines) continue;
    const rows = await db
      .select({ seq: envelopes.seq })
      .from(envelopes)
      .where(and(ofDevice(sql`holds_seq`), eq(envelopes.epoch, epoch)))
      .orderBy(asc(envelopes.seq));
    numbers.set(
      epoch,
      rows.map(({ seq }) => seq ?? 0),
    );
  }
  return ledgerOf(
    {
      came,
      heads,
      forked: forked.map(({ epoch, seq, lines }) => ({ epoch: epoch ?? '', seq: seq ?? 0, lines })),
      twins: await twinPlaces(store, deviceId),
      writeOffs: await writeOffsOf(store, deviceId),
      acknowledged: (await acknowledgedReceipts(store, deviceId)).map(({ receipt }) => receipt),
      unheard: await unheardIn(store, deviceId),
    },
    (epoch) => numbers.get(epoch) ?? [],
  );
}

/** What was acknowledged in an earlier life of the store says nothing of this one. */
export async function acknowledgedReceipts({ db, province }: OpenDatabase, deviceId?: string) {
  return db
    .select({ deviceId: gapWriteOffs.deviceId, receipt: gapWriteOffs.toSeq })
    .from(gapWriteOffs)
    .innerJoin(
      storeMeta,
      and(
        eq(storeMeta.province, gapWriteOffs.province),
        eq(storeMeta.incarnation, gapWriteOffs.epoch),
      ),
    )
    .where(
      and(
        eq(gapWriteOffs.province, province),
        eq(gapWriteOffs.kind, 'forgotten'),
        deviceId === undefined ? undefined : eq(gapWriteOffs.deviceId, deviceId),
      ),
    )
    .orderBy(asc(gapWriteOffs.id));
}

/** A phone that was never heard since the store began anew stands out by the life that it was heard in. */
async function unheardIn({ db, province }: OpenDatabase, deviceId: string): Promise<string | null> {
  const [row] = await db
    .select({ life: storeMeta.incarnation, heard: devices.heardIncarnation })
    .from(devices)
    .innerJoin(storeMeta, eq(storeMeta.province, devices.province))
    .where(and(eq(devices.province, province), eq(devices.id, deviceId)));
  return row === undefined || row.heard === row.life ? null : row.life;
}

async function writeOffsOf(
  { db, province }: OpenDatabase,
  deviceId: string,
): Promise<readonly WriteOff[]> {
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
    .innerJoin(
      users,
      and(eq(users.province, gapWriteOffs.province), eq(users.id, gapWriteOffs.userId)),
    )
    .where(and(eq(gapWriteOffs.province, province), eq(gapWriteOffs.deviceId, deviceId)))
    .orderBy(asc(gapWriteOffs.id));
}
