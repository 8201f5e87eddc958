import type { Storage } from '../ports/index.ts';
import { createSqliteAllowanceStore } from './allowances/allowance-store.ts';
import { createSqliteDeviceStore } from './device-store.ts';
import { type StorePlace, openStore } from './open-store.ts';
import { createSqlitePeopleStore } from './people-store.ts';
import { createSqliteResponseStore } from './response-store.ts';
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
  const keeper = createSqliteStoreKeeper(store);
  const allowances = createSqliteAllowanceStore(place.dataDir);
  const { storeAgain, ...responses } = createSqliteResponseStore(store);
  return {
    responses,
    unknownPhones: createSqliteUnknownPhones(store, storeAgain),
    devices: createSqliteDeviceStore(store),
    people: createSqlitePeopleStore(store.db),
    waves: createSqliteWaveStore(store.db),
    allowances,
    keeper: {
      ...keeper,
      async close() {
        await allowances.close();
        await keeper.close();
      },
    },
  };
}
