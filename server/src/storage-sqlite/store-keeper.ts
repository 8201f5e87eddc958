import { rmSync } from 'node:fs';
import { count, lt, max } from 'drizzle-orm';
import { type OpensSeals, StoreFull, type StoreKeeper, type VerifyReport } from '../ports/index.ts';
import { checkAudit } from './check-audit.ts';
import { copyStore } from './backup-store.ts';
import { checkBackup } from './check-backup.ts';
import { checkFile } from './check-file.ts';
import type { CommentIndex } from './comment-index.ts';
import { compareDerived } from './compare-derived.ts';
import { compareEditions } from './compare-editions.ts';
import { compareSetup } from './compare-setup.ts';
import { pendingMigrations } from './migrate-store.ts';
import { driverCode } from './driver-code.ts';
import { createFullerBackups } from './fuller-backup.ts';
import type { Database, OpenStore, Reader } from './open-store.ts';
import { rebuild } from './recount.ts';
import {
  deviceAdoptions,
  devices,
  enrolmentCodes,
  envelopes,
  instruments,
  storeMeta,
  units,
  users,
  waves,
} from './schema.ts';
import { type Writing, reading, translating, writing } from './transaction.ts';

/** Care of the SQLite store as a whole. */
export function createSqliteStoreKeeper(
  store: OpenStore,
  comments: CommentIndex,
  keys: OpensSeals,
): StoreKeeper {
  const { db, connection } = store;
  /** A backup that raises the safe receipt is no reason for another backup. */
  let raises = 0;
  const { lookForFuller, mayGo } = createFullerBackups(store);
  const raise = async (receipt: number): Promise<void> => {
    if (await raiseSafeReceipt(db, receipt)) raises++;
  };
  return {
    async verify() {
      try {
        await comments.catchUp();
      } catch (error) {
        // Where nothing can be written, comments are compared as far as they were read.
        if (!(error instanceof StoreFull)) throw error;
      }
      return reading(() => verifySnapshot(store.openReader(), keys));
    },
    async backup(file) {
      await copyStore(store, file);
      const { receipt, differences } = await checkBackup(store, file);
      const [first] = differences;
      if (first !== undefined) {
        rmSync(file, { force: true });
        throw new Error(`the backup is broken: ${first.where}: ${first.stored}`);
      }
      await raise(receipt);
      return { receipt };
    },
    copyTo: (file) => translating(copyStore(store, file)),
    checkBackup: (file) => checkBackup(store, file),
    compareSetup: (file) => translating(compareSetup(connection, file)),
    lookForFuller: (folders, told) => translating(lookForFuller(folders, told)),
    mayGo: (file) => translating(mayGo(file)),
    raiseSafeReceipt: raise,
    raiseToArchived: () =>
      reading(() => ({
        state: 'off',
        safeReceipt: db.select().from(storeMeta).get()?.safeReceipt ?? 0,
      })),
    lastReceipt: () => reading(() => lastReceipt(db)),
    lastEnrolmentAt: () =>
      reading(() => {
        const [enrolled, adopted, renewed] = [
          db
            .select({ at: max(devices.enrolledAt) })
            .from(devices)
            .get()?.at,
          db
            .select({ at: max(deviceAdoptions.at) })
            .from(deviceAdoptions)
            .get()?.at,
          db
            .select({ at: max(enrolmentCodes.usedAt) })
            .from(enrolmentCodes)
            .get()?.at,
        ];
        return (
          [enrolled, adopted, renewed]
            .filter((at) => typeof at === 'string')
            .sort()
            .at(-1) ?? null
        );
      }),
    changeMark: () =>
      reading(() => {
        const byOthers = connection.pragma('data_version', { simple: true });
        const byUs = Number(connection.prepare('select total_changes()').pluck().get());
        return `${String(byOthers)}:${String(byUs - raises)}`;
      }),
    beginIncarnation: (incarnation) =>
      writing(db, (tx) => {
        tx.update(storeMeta)
          .set({ incarnation, safeReceipt: lastReceipt(tx) })
          .run();
        // In a new life phones send again what it may lack, so nothing stays forgotten.
        tx.update(devices).set({ forgottenReceipt: null, forgottenAt: null }).run();
      }),
    isEmpty: () =>
      reading(() =>
        [users, waves, units, instruments, envelopes].every(
          (table) => db.select({ rows: count() }).from(table).get()?.rows === 0,
        ),
      ),
    isReady: () =>
      reading(() => connection.open && store.isInPlace() && pendingMigrations(connection) === 0),
    close: () =>
      reading(() => {
        if (!connection.open) return;
        try {
          connection.pragma('wal_checkpoint(TRUNCATE)');
        } catch (error) {
          // On a full disk what could not go into the file stays in the journal, which the next start reads.
          if (driverCode(error) !== 'SQLITE_FULL') throw error;
        } finally {
          connection.close();
          store.release();
        }
      }),
  };
}

function lastReceipt(db: Database | Writing): number {
  const last = db
    .select({ receipt: max(envelopes.receipt) })
    .from(envelopes)
    .get();
  return last?.receipt ?? 0;
}

function raiseSafeReceipt(db: Database, receipt: number): Promise<boolean> {
  return writing(
    db,
    (tx) =>
      tx
        .update(storeMeta)
        .set({ safeReceipt: receipt })
        .where(lt(storeMeta.safeReceipt, receipt))
        .run().changes > 0,
  );
}

/** Reads all on one snapshot, so that what arrives meanwhile is no difference. */
function verifySnapshot(reader: Reader, keys: OpensSeals): VerifyReport {
  try {
    const broken = checkFile(reader.connection);
    const rebuilt = rebuild(reader, keys);
    const counted = [...rebuilt.rows.values()].filter(({ state }) => state === 'counted').length;
    const kept = [...compareDerived(reader.db, rebuilt), ...compareEditions(reader, keys)];
    const journal = checkAudit(reader.connection);
    return {
      envelopes: rebuilt.envelopes,
      counted,
      differences: [...broken, ...rebuilt.differences, ...kept, ...journal],
    };
  } finally {
    reader.connection.close();
  }
}
