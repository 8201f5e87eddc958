import type { Storage } from '../ports/index.ts';
import { createSqliteActionStore } from './action-store.ts';
import { createSqliteAllowanceStore } from './allowances/allowance-store.ts';
import { createSqliteAuditLog } from './audit-log.ts';
import { createCommentIndex } from './comment-index.ts';
import { createSqliteCommentStore } from './comment-store.ts';
import { createSqliteDeviceActs } from './device-acts.ts';
import { createSqliteDeviceStore } from './device-store.ts';
import { createLayouts } from './count-layouts.ts';
import { createSqliteEditionStore } from './edition-store.ts';
import { createSqliteGroupingStore } from './grouping-store.ts';
import { createSqliteLinkStore } from './link-store.ts';
import { type StorePlace, openStore } from './open-store.ts';
import { createSqlitePeopleStore } from './people-store.ts';
import { createSqliteResponseStore } from './response-store.ts';
import { createSqliteSecondFactorStore } from './second-factor-store.ts';
import { createSqliteStoreKeeper } from './store-keeper.ts';
import { createSqliteUnknownPhones } from './unknown-phones.ts';
import { createSqliteWaveStore } from './wave-store.ts';

export { storesIn } from './fuller-backup.ts';
export { type PeekedBackup, peekBackup } from './peek-backup.ts';
export { makePrivateFolder } from './private-folder.ts';
export { type StorePlace, namingFolder, storeFileName } from './open-store.ts';
export { type StoreLock, isStoreLocked, lockStore } from './store-lock.ts';

/** Opens the store of a data folder (makes it where there is none) and offers it through the ports. */
export async function createSqliteStorage(place: StorePlace): Promise<Storage> {
  const store = await openStore(place);
  const commentIndex = createCommentIndex(store.db);
  const keeper = createSqliteStoreKeeper(store, commentIndex);
  const setupChanged = (): void => {
    store.journal.setupChanged();
  };
  const allowances = createSqliteAllowanceStore(place.dataDir);
  const { storingAgain, settleMisplaced, ...responses } = createSqliteResponseStore(
    store,
    commentIndex,
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
    actions: createSqliteActionStore(store.db, setupChanged),
    waves: createSqliteWaveStore(store.db, setupChanged),
    comments: createSqliteCommentStore(store.db, commentIndex, setupChanged),
    editions: createSqliteEditionStore(store.db, createLayouts(store.db), setupChanged),
    groupings: createSqliteGroupingStore(store.db, setupChanged),
    allowances,
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
