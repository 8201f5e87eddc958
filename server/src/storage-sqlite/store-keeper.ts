import { count, max } from 'drizzle-orm';
import type { StoreKeeper, VerifyReport } from '../ports/index.ts';
import { backUpStore } from './backup-store.ts';
import { checkFile } from './check-file.ts';
import { compareDerived } from './compare-derived.ts';
import { pendingMigrations } from './migrate-store.ts';
import type { OpenStore, Reader } from './open-store.ts';
import { rebuild } from './recount.ts';
import { envelopes, instruments, storeMeta, units, users, waves } from './schema.ts';
import { reading, writing } from './transaction.ts';

/** Care of the SQLite store as a whole. */
export function createSqliteStoreKeeper(store: OpenStore): StoreKeeper {
  const { db, connection } = store;
  return {
    verify: () => reading(() => verifySnapshot(store.openReader())),
    backup: (file) => backUpStore(store, file),
    beginIncarnation: (incarnation) =>
      writing(db, (tx) => {
        const last = tx
          .select({ receipt: max(envelopes.receipt) })
          .from(envelopes)
          .get();
        tx.update(storeMeta)
          .set({ incarnation, safeReceipt: last?.receipt ?? 0 })
          .run();
      }),
    isEmpty: () =>
      reading(() =>
        [users, waves, units, instruments, envelopes].every(
          (table) => db.select({ rows: count() }).from(table).get()?.rows === 0,
        ),
      ),
    isReady: () => reading(() => connection.open && pendingMigrations(connection) === 0),
    close: () =>
      reading(() => {
        if (!connection.open) return;
        connection.pragma('wal_checkpoint(TRUNCATE)');
        connection.close();
        store.release();
      }),
  };
}

/** Reads all on one snapshot, so that what arrives meanwhile is no difference. */
function verifySnapshot(reader: Reader): VerifyReport {
  try {
    const broken = checkFile(reader.connection);
    const rebuilt = rebuild(reader);
    const counted = [...rebuilt.rows.values()].filter(({ state }) => state === 'counted').length;
    return {
      envelopes: rebuilt.envelopes,
      counted,
      differences: [...broken, ...rebuilt.differences, ...compareDerived(reader.db, rebuilt)],
    };
  } finally {
    reader.connection.close();
  }
}
