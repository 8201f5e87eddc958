import { and, asc, count, eq, lt, max } from 'drizzle-orm';
import {
  type OpensSeals,
  StoreFull,
  type StoreKeeper,
  StoreUnusable,
  type VerifyReport,
} from '../ports/index.ts';
import { createArchiveWatch } from './archived-receipts.ts';
import { checkCopy } from './check-copy.ts';
import type { CommentIndex } from './comment-index.ts';
import type { LayoutReader } from './count-layouts.ts';
import type { OpenDatabase } from './database.ts';
import { pendingMigrations } from './migrate-database.ts';
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
import { reading, readingTogether, writing } from './transaction.ts';
import { verifySnapshot } from './verify-snapshot.ts';

/** Care of one province in PostgreSQL. Copies are made by the means of the database, not from here (decision 109). */
export function createPostgresStoreKeeper(
  store: OpenDatabase & { close(): Promise<void> },
  comments: CommentIndex,
  keys: OpensSeals,
  layoutOf: LayoutReader,
): StoreKeeper {
  const { db, pool, province } = store;
  const own = eq(storeMeta.province, province);
  let isClosed = false;
  const raise = (receipt: number): Promise<void> =>
    reading(async () => {
      await db
        .update(storeMeta)
        .set({ safeReceipt: receipt })
        .where(and(own, lt(storeMeta.safeReceipt, receipt)));
    });
  return {
    async verify(): Promise<VerifyReport> {
      try {
        await comments.catchUp();
      } catch (error) {
        // Where nothing can be written, comments are compared as far as they were read.
        if (!(error instanceof StoreFull)) throw error;
      }
      return readingTogether({ pool: store.streams }, (snapshot, connection) =>
        verifySnapshot({ db: snapshot, connection, province, keys, layoutOf }),
      );
    },
    backup: () => notOffered(),
    copyTo: () => notOffered(),
    checkBackup: (url) => checkCopy(store, keys, url),
    compareSetup: () => notOffered(),
    // No copy within reach of this program holds more: it makes none.
    lookForFuller: () =>
      reading(async () => {
        const [meta] = await db.select({ life: storeMeta.incarnation }).from(storeMeta).where(own);
        return { life: meta?.life ?? '', fuller: [], looked: [] };
      }),
    mayGo: () => notOffered(),
    raiseSafeReceipt: raise,
    raiseToArchived: createArchiveWatch(store, raise),
    lastReceipt: () =>
      reading(async () => {
        const [row] = await db.select({ last: storeMeta.lastReceipt }).from(storeMeta).where(own);
        return row?.last ?? 0;
      }),
    lastEnrolmentAt: () =>
      reading(async () => {
        const [enrolled] = await db
          .select({ at: max(devices.enrolledAt) })
          .from(devices)
          .where(eq(devices.province, province));
        const [adopted] = await db
          .select({ at: max(deviceAdoptions.at) })
          .from(deviceAdoptions)
          .where(eq(deviceAdoptions.province, province));
        const [renewed] = await db
          .select({ at: max(enrolmentCodes.usedAt) })
          .from(enrolmentCodes)
          .where(eq(enrolmentCodes.province, province));
        const known = [enrolled?.at, adopted?.at, renewed?.at].filter(
          (at) => typeof at === 'string',
        );
        return known.sort().at(-1) ?? null;
      }),
    changeMark: () =>
      reading(async () => {
        const [row] = await db
          .select({ commits: storeMeta.commits, life: storeMeta.incarnation })
          .from(storeMeta)
          .where(own);
        return `${row?.life ?? ''}:${String(row?.commits ?? 0)}`;
      }),
    beginIncarnation: (incarnation) =>
      writing(store, async (tx) => {
        await tx.db.update(storeMeta).set({ incarnation, safeReceipt: tx.lastReceipt }).where(own);
        // In a new life phones send again what it may lack, so nothing stays forgotten.
        await tx.db
          .update(devices)
          .set({ forgottenReceipt: null, forgottenAt: null })
          .where(eq(devices.province, province));
      }),
    isEmpty: () =>
      reading(async () => {
        for (const table of [users, waves, units, instruments, envelopes]) {
          const [row] = await db
            .select({ rows: count() })
            .from(table)
            .where(eq(table.province, province))
            .orderBy(asc(count()));
          if ((row?.rows ?? 0) > 0) return false;
        }
        return true;
      }),
    isReady: async () => {
      try {
        return (await reading(() => pendingMigrations(pool as never))) === 0;
      } catch {
        return false;
      }
    },
    async close() {
      if (isClosed) return;
      isClosed = true;
      comments.stop();
      await store.close();
    },
  };
}

/** The registry refuses whoever would ask for it before it comes to this. */
function notOffered(): Promise<never> {
  return Promise.reject(
    new StoreUnusable('a PostgreSQL database is backed up and restored by its own means'),
  );
}
