import type { Storage } from '../ports/index.ts';
import { createSqliteActionStore } from './action-store.ts';
import { createSqliteAllowanceStore } from './allowances/allowance-store.ts';
import { createSqliteAuditLog } from './audit-log.ts';
import { createSqliteCaseStore } from './case-store.ts';
import { createCommentIndex } from './comment-index.ts';
import { createSqliteCommentStore } from './comment-store.ts';
import { createSqliteDeviceActs } from './device-acts.ts';
import { createSqliteDeviceStore } from './device-store.ts';
import { createLayouts } from './count-layouts.ts';
import { createSqliteEditionStore } from './edition-store.ts';
import { createSqliteGroupingStore } from './grouping-store.ts';
import { createSqliteIncidentStore } from './incident-store.ts';
import { createSqliteLinkStore } from './link-store.ts';
import { createSqliteIngestKeys, ensureKey } from './ingest-keys/ingest-key-store.ts';
import { ingestKeyFile } from '../storage-rules/ingest-keys/key-file.ts';
import { createKeyRing } from '../storage-rules/ingest-keys/key-ring.ts';
import { type StorePlace, openStore } from './open-store.ts';
import { createSqlitePeopleStore } from './people-store.ts';
import { createSqliteResponseStore } from './response-store.ts';
import { createSqliteRetention } from './retention.ts';
import { createSqliteSecondFactorStore } from './second-factor-store.ts';
import { createSqliteStoreKeeper } from './store-keeper.ts';
import { createSqliteUnknownPhones } from './unknown-phones.ts';
import { createSqliteWaveStore } from './wave-store.ts';
import { createSqliteWithdrawals } from './withdrawals/withdrawal-store.ts';

export { ingestKeyFile } from '../storage-rules/ingest-keys/key-file.ts';
export { openCopySource } from './copy-source.ts';
export { compactFile, holdsReadable } from './withdrawals/backup-content.ts';
export { addWithdrawn, readWithdrawn } from '../storage-rules/withdrawn-list.ts';
export { storesIn } from './fuller-backup.ts';
export { type PeekedBackup, peekBackup } from './peek-backup.ts';
export { makePrivateFolder } from '../storage-rules/private-folder.ts';
export { type StorePlace, namingFolder, storeFileName } from './open-store.ts';
export { type StoreLock, isStoreLocked, lockStore } from './store-lock.ts';

/** Opens the store of a data folder (makes it where there is none) and offers it through the ports. */
export async function createSqliteStorage(place: StorePlace): Promise<Storage> {
  const store = await openStore(place);
  const ring = createKeyRing(place.ingestKeys ?? ingestKeyFile(place.dataDir));
  const commentIndex = createCommentIndex(store.db, ring);
  const keeper = createSqliteStoreKeeper(store, commentIndex, ring);
  const setupChanged = (): void => {
    store.journal.setupChanged();
  };
  const allowances = createSqliteAllowanceStore(place.dataDir);
  const { storingAgain, settleMisplaced, ...responses } = createSqliteResponseStore(
    store,
    commentIndex,
    ring,
  );
  return {
    responses,
    journal: store.journal,
    unknownPhones: createSqliteUnknownPhones(store, storingAgain),
    deviceActs: createSqliteDeviceActs(store, settleMisplaced),
    devices: createSqliteDeviceStore(store),
    people: createSqlitePeopleStore(store.db),
    secondFactors: createSqliteSecondFactorStore(store.db),
    links: createSqliteLinkStore(store.db),
    audit: createSqliteAuditLog(store),
    cases: createSqliteCaseStore(store.db),
    incidents: createSqliteIncidentStore(store.db),
    withdrawals: createSqliteWithdrawals(store, ring, {
      dataDir: place.dataDir,
      secondPlace: place.secondPlace ?? null,
    }),
    actions: createSqliteActionStore(store.db, setupChanged),
    waves: createSqliteWaveStore(store.db, setupChanged, (tx, waveId, now) => {
      ensureKey(tx, ring, waveId, now);
    }),
    ingestKeys: createSqliteIngestKeys(store.db, ring, commentIndex.readAllAgain),
    comments: createSqliteCommentStore(store.db, commentIndex, setupChanged),
    editions: createSqliteEditionStore(store.db, createLayouts(store.db), setupChanged),
    groupings: createSqliteGroupingStore(store.db, setupChanged),
    allowances,
    retention: createSqliteRetention(store),
    keeper: {
      ...keeper,
      async close() {
        commentIndex.stop();
        await allowances.close();
        await keeper.close();
      },
    },
  };
}
