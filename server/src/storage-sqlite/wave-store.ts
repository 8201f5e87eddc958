import { asc, eq, max, min } from 'drizzle-orm';
import type {
  PlannedVillage,
  StoredGrouping,
  StoredUnit,
  StoredWave,
  WaveStatusChange,
  WaveStore,
} from '../ports/index.ts';
import { createCountRevisions, currentGroupings } from './grouping-store.ts';
import type { Database } from './open-store.ts';
import {
  groupingMembers,
  groupingNodes,
  groupings,
  instruments,
  unitSuccessions,
  units,
  waveInstruments,
  users,
  villageWeights,
  waveEditions,
  waveStatusChanges,
  waveVillages,
  waves,
} from './schema.ts';
import { type Writing, reading, writing } from './transaction.ts';

type Reference = Parameters<WaveStore['addReference']>[0];

/** Units, instruments, waves and their plans in SQLite; `changed` is called after each change. A wave that may be open has a key. */
export function createSqliteWaveStore(
  db: Database,
  changed: () => void,
  giveKey: (tx: Writing, waveId: string, now: string) => void,
): WaveStore {
  const listWaves = createListWaves(db);
  const changing = <T>(work: (tx: Writing) => T): Promise<T> => writing(db, work, changed);
  const countRevisions = createCountRevisions(db);
  return {
    addReference: (reference) =>
      changing((tx) => {
        addReference(tx, reference);
      }),
    units: () => reading(() => listUnits(db)),
    groupings: (asOf) => reading(() => currentGroupings(db, asOf)),
    groupingVersions: () => reading(countRevisions),
    instruments: () =>
      reading(() => db.select().from(instruments).orderBy(asc(instruments.key)).all()),
    addWave: (wave, villages, now) =>
      changing((tx) => {
        const isAdded = addWave(tx, { wave, villages, now });
        if (isAdded) giveKey(tx, wave.id, now);
        return isAdded;
      }),
    makingTimes: () =>
      reading(() => {
        const rows = db.select({ id: waves.id, createdAt: waves.createdAt }).from(waves).all();
        return new Map(rows.map(({ id, createdAt }) => [id, createdAt]));
      }),
    waves: () => reading(listWaves),
    publish: (waveId, { id, version, canonical }, now) =>
      changing((tx) => {
        tx.insert(instruments).values({ id, version, canonical }).onConflictDoNothing().run();
        const stored = tx
          .select({ key: instruments.key })
          .from(instruments)
          .where(eq(instruments.version, version))
          .get();
        if (stored === undefined) throw new Error('an instrument was stored and is not there');
        tx.insert(waveInstruments)
          .values({ waveId, instrumentKey: stored.key, publishedAt: now })
          .onConflictDoNothing()
          .run();
      }),
    setStatus: (waveId, status, userId, now) =>
      changing((tx) => {
        tx.update(waves).set({ status }).where(eq(waves.id, waveId)).run();
        tx.insert(waveStatusChanges).values({ waveId, status, userId, at: now }).run();
        if (status === 'open') giveKey(tx, waveId, now);
      }),
    setVillageWeights: (waveId, weights, now) =>
      changing((tx) => {
        tx.delete(villageWeights).where(eq(villageWeights.waveId, waveId)).run();
        for (const one of weights)
          tx.insert(villageWeights)
            .values({ waveId, ...one, takenAt: now })
            .run();
      }),
    villageWeights: (waveId) =>
      reading(() =>
        db
          .select({
            commune: villageWeights.commune,
            village: villageWeights.village,
            weight: villageWeights.weight,
          })
          .from(villageWeights)
          .where(eq(villageWeights.waveId, waveId))
          .orderBy(asc(villageWeights.commune), asc(villageWeights.village))
          .all(),
      ),
    statusChanges: (waveId) => reading(() => statusChanges(db, waveId)),
    villages: (waveId) =>
      reading(() =>
        db
          .select({
            commune: waveVillages.commune,
            code: waveVillages.code,
            name: waveVillages.name,
            target: waveVillages.target,
          })
          .from(waveVillages)
          .where(eq(waveVillages.waveId, waveId))
          .orderBy(asc(waveVillages.commune), asc(waveVillages.code))
          .all(),
      ),
  };
}

interface NewWave {
  readonly wave: StoredWave;
  readonly villages: readonly PlannedVillage[];
  readonly now: string;
}

function addWave(tx: Writing, { wave, villages, now }: NewWave): boolean {
  const { instrumentKeys, edition: _edition, frozenAt: _at, prepared: _prepared, ...row } = wave;
  const named = tx.select({ id: waves.id }).from(waves).where(eq(waves.name, wave.name)).get();
  if (named !== undefined) return false;
  tx.insert(waves)
    .values({ ...row, createdAt: now })
    .run();
  for (const instrumentKey of instrumentKeys)
    tx.insert(waveInstruments).values({ waveId: wave.id, instrumentKey }).run();
  for (const village of villages)
    tx.insert(waveVillages)
      .values({ waveId: wave.id, ...village })
      .run();
  return true;
}

function statusChanges(db: Database, waveId: string): readonly WaveStatusChange[] {
  return db
    .select({ status: waveStatusChanges.status, at: waveStatusChanges.at, by: users.name })
    .from(waveStatusChanges)
    .leftJoin(users, eq(users.id, waveStatusChanges.userId))
    .where(eq(waveStatusChanges.waveId, waveId))
    .orderBy(asc(waveStatusChanges.id))
    .all();
}

function addReference(tx: Writing, reference: Reference): void {
  for (const unit of reference.units)
    tx.insert(units)
      .values({ ...unit, validFrom: unit.validFrom ?? '' })
      .onConflictDoNothing()
      .run();
  for (const succession of reference.successions)
    tx.insert(unitSuccessions).values(succession).onConflictDoNothing().run();
  for (const grouping of reference.groupings) addGrouping(tx, grouping);
  for (const { id, version, canonical } of reference.instruments)
    tx.insert(instruments).values({ id, version, canonical }).onConflictDoNothing().run();
}

function addGrouping(tx: Writing, { id, title, nodes, members }: StoredGrouping) {
  tx.insert(groupings).values({ id, title }).onConflictDoNothing().run();
  for (const node of nodes)
    tx.insert(groupingNodes)
      .values({ groupingId: id, ...node })
      .onConflictDoNothing()
      .run();
  for (const member of members)
    tx.insert(groupingMembers)
      .values({ groupingId: id, ...member })
      .onConflictDoNothing()
      .run();
}

function listUnits(db: Database): readonly StoredUnit[] {
  return db
    .select()
    .from(units)
    .orderBy(asc(units.code), asc(units.validFrom), asc(units.name))
    .all()
    .map((row) => ({ ...row, validFrom: row.validFrom === '' ? null : row.validFrom }));
}

/** Waves are read for every batch, so their statements are made once. */
function createListWaves(db: Database): () => readonly StoredWave[] {
  const chosen = db
    .select()
    .from(waveInstruments)
    // NULL, for those that a wave came with, sorts first.
    .orderBy(asc(waveInstruments.publishedAt), asc(waveInstruments.instrumentKey))
    .prepare();
  const rows = db.select().from(waves).orderBy(asc(waves.id)).prepare();
  const lastEditions = db
    .select({
      waveId: waveEditions.waveId,
      edition: max(waveEditions.edition),
      frozenAt: min(waveEditions.at),
    })
    .from(waveEditions)
    .groupBy(waveEditions.waveId)
    .prepare();
  const changed = db
    .selectDistinct({ waveId: waveStatusChanges.waveId })
    .from(waveStatusChanges)
    .prepare();
  return () => {
    const keys = chosen.all();
    const everOpened = new Set(changed.all().map(({ waveId }) => waveId));
    const editions = new Map(lastEditions.all().map((row) => [row.waveId, row]));
    return rows.all().map(({ createdAt: _createdAt, ...wave }) => ({
      ...wave,
      minimumBase: Math.max(wave.minimumBase, wave.minimumCell),
      edition: editions.get(wave.id)?.edition ?? undefined,
      frozenAt: editions.get(wave.id)?.frozenAt ?? undefined,
      prepared: wave.status === 'closed' && !everOpened.has(wave.id) ? true : undefined,
      instrumentKeys: keys
        .filter(({ waveId }) => waveId === wave.id)
        .map(({ instrumentKey }) => instrumentKey),
    }));
  };
}
