import { and, asc, eq, getTableColumns, max, min, sql } from 'drizzle-orm';
import type { PlannedVillage, StoredInstrument, StoredWave, WaveStore } from '../ports/index.ts';
import type { Database, OpenDatabase } from './database.ts';
import { countRevisions, currentGroupings } from './grouping-store.ts';
import {
  groupingMembers,
  groupingNodes,
  groupings,
  instruments,
  unitSuccessions,
  units,
  users,
  villageWeights,
  waveEditions,
  waveInstruments,
  waveStatusChanges,
  waveVillages,
  waves,
} from './schema.ts';
import { type Writing, reading, readingTogether, writing } from './transaction.ts';
import { writeRows } from './write-rows.ts';

type Reference = Parameters<WaveStore['addReference']>[0];

/** Waves and what they rest on, in PostgreSQL. Whoever opens a wave gives it a key. */
export function createPostgresWaveStore(
  store: OpenDatabase,
  giveKey: (tx: Writing, waveId: string, now: string) => Promise<void>,
): WaveStore {
  const { db, province } = store;
  const changing = <T>(work: (tx: Writing) => Promise<T>): Promise<T> =>
    writing(store, (tx) => {
      tx.setupChanged();
      return work(tx);
    });
  return {
    // Every start puts it in place, and nearly always it is there.
    addReference: (reference) =>
      writing(store, async (tx) => {
        await addReference(tx, reference);
        if (tx.changes() > 0) tx.setupChanged();
      }),
    units: () => reading(() => listUnits(store)),
    groupings: (asOf) => reading(() => currentGroupings(store, asOf)),
    groupingVersions: () => reading(() => countRevisions(store)),
    instruments: () => reading(() => listInstruments(store)),
    addWave: (wave, villages, now) =>
      changing(async (tx) => {
        const isAdded = await addWave(tx, { wave, villages, now });
        if (isAdded) await giveKey(tx, wave.id, now);
        return isAdded;
      }),
    makingTimes: () =>
      reading(async () => {
        const rows = await db
          .select({ id: waves.id, createdAt: waves.createdAt })
          .from(waves)
          .where(eq(waves.province, province));
        return new Map(rows.map(({ id, createdAt }) => [id, createdAt]));
      }),
    waves: () => readingTogether(store, (snapshot) => listWaves(snapshot, province)),
    publish: (waveId, instrument, now) =>
      changing(async (tx) => {
        const instrumentKey = await addInstrument(tx, instrument);
        await tx.db
          .insert(waveInstruments)
          .values({ province, waveId, instrumentKey, publishedAt: now })
          .onConflictDoNothing();
      }),
    setStatus: (waveId, status, userId, now) =>
      changing(async (tx) => {
        await tx.db
          .update(waves)
          .set({ status })
          .where(and(eq(waves.province, province), eq(waves.id, waveId)));
        await tx.db.insert(waveStatusChanges).values({ province, waveId, status, userId, at: now });
        if (status === 'open') await giveKey(tx, waveId, now);
      }),
    setVillageWeights: (waveId, weights, now) =>
      changing(async (tx) => {
        await tx.db
          .delete(villageWeights)
          .where(and(eq(villageWeights.province, province), eq(villageWeights.waveId, waveId)));
        await putWeights(
          tx,
          weights.map((one) => ({ province, waveId, ...one, takenAt: now })),
        );
      }),
    villageWeights: (waveId) =>
      reading(async () =>
        db
          .select({
            commune: villageWeights.commune,
            village: villageWeights.village,
            weight: villageWeights.weight,
          })
          .from(villageWeights)
          .where(and(eq(villageWeights.province, province), eq(villageWeights.waveId, waveId)))
          .orderBy(asc(villageWeights.commune), asc(villageWeights.village)),
      ),
    statusChanges: (waveId) =>
      reading(async () =>
        db
          .select({ status: waveStatusChanges.status, at: waveStatusChanges.at, by: users.name })
          .from(waveStatusChanges)
          .leftJoin(
            users,
            and(
              eq(users.province, waveStatusChanges.province),
              eq(users.id, waveStatusChanges.userId),
            ),
          )
          .where(
            and(eq(waveStatusChanges.province, province), eq(waveStatusChanges.waveId, waveId)),
          )
          .orderBy(asc(waveStatusChanges.id)),
      ),
    villages: (waveId) =>
      reading(async () =>
        db
          .select({
            commune: waveVillages.commune,
            code: waveVillages.code,
            name: waveVillages.name,
            target: waveVillages.target,
          })
          .from(waveVillages)
          .where(and(eq(waveVillages.province, province), eq(waveVillages.waveId, waveId)))
          .orderBy(asc(waveVillages.commune), asc(waveVillages.code)),
      ),
  };
}

const keeping = 'on conflict do nothing';
const putUnits = writeRows(
  units,
  ['province', 'code', 'validFrom', 'validTo', 'name', 'level', 'kind', 'parentCode'],
  keeping,
);
const putSuccessions = writeRows(
  unitSuccessions,
  ['province', 'oldCode', 'newCode', 'validFrom', 'kind'],
  keeping,
);
const putGroupings = writeRows(groupings, ['province', 'id', 'title'], keeping);
const putNodes = writeRows(groupingNodes, ['province', 'groupingId', 'code', 'title'], keeping);
const putMembers = writeRows(
  groupingMembers,
  ['province', 'groupingId', 'commune', 'node'],
  keeping,
);
const putVillages = writeRows(waveVillages, [
  ...['province', 'waveId', 'commune', 'code', 'name', 'target'],
]);
const putWeights = writeRows(villageWeights, [
  ...['province', 'waveId', 'commune', 'village', 'weight', 'takenAt'],
]);

async function addReference(tx: Writing, reference: Reference): Promise<void> {
  const { province } = tx;
  await putUnits(
    tx,
    reference.units.map((unit) => ({ ...unit, province, validFrom: unit.validFrom ?? '' })),
  );
  await putSuccessions(
    tx,
    reference.successions.map((one) => ({ ...one, province })),
  );
  await putGroupings(
    tx,
    reference.groupings.map(({ id, title }) => ({ province, id, title })),
  );
  const ofGrouping = <T extends object>(
    of: (grouping: Reference['groupings'][number]) => readonly T[],
  ) =>
    reference.groupings.flatMap((grouping) =>
      of(grouping).map((one) => ({ ...one, province, groupingId: grouping.id })),
    );
  await putNodes(
    tx,
    ofGrouping(({ nodes }) => nodes),
  );
  await putMembers(
    tx,
    ofGrouping(({ members }) => members),
  );
  for (const instrument of reference.instruments) await addInstrument(tx, instrument);
}

/** Keys are small numbers in a row; nobody else gives one meanwhile. Answers: the key of this version. */
async function addInstrument(
  { db, province }: Writing,
  { id, version, canonical }: Omit<StoredInstrument, 'key'>,
): Promise<number> {
  const [known] = await db
    .select({ key: instruments.key })
    .from(instruments)
    .where(and(eq(instruments.province, province), eq(instruments.version, version)));
  if (known !== undefined) return known.key;
  const [last] = await db
    .select({ key: max(instruments.key) })
    .from(instruments)
    .where(eq(instruments.province, province));
  const key = (last?.key ?? 0) + 1;
  await db.insert(instruments).values({ province, key, id, version, canonical });
  return key;
}

async function listInstruments({
  db,
  province,
}: OpenDatabase): Promise<readonly StoredInstrument[]> {
  const { province: _province, ...columns } = getTableColumns(instruments);
  return db
    .select(columns)
    .from(instruments)
    .where(eq(instruments.province, province))
    .orderBy(asc(instruments.key));
}

interface NewWave {
  readonly wave: StoredWave;
  readonly villages: readonly PlannedVillage[];
  readonly now: string;
}

async function addWave(tx: Writing, { wave, villages, now }: NewWave): Promise<boolean> {
  const { db, province } = tx;
  const { instrumentKeys, edition: _edition, frozenAt: _at, prepared: _prepared, ...row } = wave;
  const [named] = await db
    .select({ id: waves.id })
    .from(waves)
    .where(and(eq(waves.province, province), eq(waves.name, wave.name)));
  if (named !== undefined) return false;
  await db.insert(waves).values({ ...row, province, createdAt: now });
  for (const instrumentKey of instrumentKeys)
    await db.insert(waveInstruments).values({ province, waveId: wave.id, instrumentKey });
  await putVillages(
    tx,
    villages.map((village) => ({ ...village, province, waveId: wave.id })),
  );
  return true;
}

async function listUnits({ db, province }: OpenDatabase) {
  const rows = await db
    .select()
    .from(units)
    .where(eq(units.province, province))
    .orderBy(asc(units.code), asc(units.validFrom), asc(units.name));
  return rows.map(({ province: _province, ...row }) => ({
    ...row,
    validFrom: row.validFrom === '' ? null : row.validFrom,
  }));
}

async function listWaves(db: Database, province: string): Promise<readonly StoredWave[]> {
  const askedKeys = db
    .select()
    .from(waveInstruments)
    .where(eq(waveInstruments.province, province))
    // Those that a wave came with have no time.
    .orderBy(
      sql`${waveInstruments.publishedAt} asc nulls first`,
      asc(waveInstruments.instrumentKey),
    );
  const askedChanges = db
    .selectDistinct({ waveId: waveStatusChanges.waveId })
    .from(waveStatusChanges)
    .where(eq(waveStatusChanges.province, province));
  const askedEditions = db
    .select({
      waveId: waveEditions.waveId,
      edition: max(waveEditions.edition),
      frozenAt: min(waveEditions.at),
    })
    .from(waveEditions)
    .where(eq(waveEditions.province, province))
    .groupBy(waveEditions.waveId);
  const askedRows = db
    .select()
    .from(waves)
    .where(eq(waves.province, province))
    .orderBy(asc(waves.id));
  const [keys, changed, editions, rows] = await Promise.all([
    askedKeys,
    askedChanges,
    askedEditions,
    askedRows,
  ]);
  const everOpened = new Set(changed.map(({ waveId }) => waveId));
  const editionOf = new Map(editions.map((row) => [row.waveId, row]));
  return rows.map(({ createdAt: _createdAt, province: _province, ...wave }) => ({
    ...wave,
    minimumBase: Math.max(wave.minimumBase, wave.minimumCell),
    edition: editionOf.get(wave.id)?.edition ?? undefined,
    frozenAt: editionOf.get(wave.id)?.frozenAt ?? undefined,
    prepared: wave.status === 'closed' && !everOpened.has(wave.id) ? true : undefined,
    instrumentKeys: keys
      .filter(({ waveId }) => waveId === wave.id)
      .map(({ instrumentKey }) => instrumentKey),
  }));
}
