import type { Storage } from '../ports/index.ts';
import { ingestKeyFile } from '../storage-rules/ingest-keys/key-file.ts';
import { createKeyRing } from '../storage-rules/ingest-keys/key-ring.ts';
import { createPostgresActionStore } from './action-store.ts';
import { createPostgresCaseStore } from './case-store.ts';
import { createPostgresAllowanceStore } from './allowance-store.ts';
import { createPostgresAuditLog } from './audit-log.ts';
import { createCommentIndex } from './comment-index.ts';
import { createPostgresCommentStore } from './comment-store.ts';
import { createLayouts } from './count-layouts.ts';
import { createPostgresDeviceActs } from './device-acts.ts';
import { createPostgresDeviceStore } from './device-store.ts';
import { createPostgresEditionStore } from './edition-store.ts';
import { createPostgresGroupingStore } from './grouping-store.ts';
import { createPostgresIncidentStore } from './incident-store.ts';
import { createPostgresIngestKeys, ensureKey } from './ingest-key-store.ts';
import { createPostgresLinkStore } from './link-store.ts';
import { type DatabasePlace, openDatabase } from './open-database.ts';
import { createPostgresPeopleStore } from './people-store.ts';
import { createPostgresResponseStore } from './response-store.ts';
import { createPostgresRetention } from './retention.ts';
import { createPostgresSecondFactorStore } from './second-factor-store.ts';
import { createPostgresStoreKeeper } from './store-keeper.ts';
import { createPostgresTries } from './tries.ts';
import { createPostgresUnknownPhones } from './unknown-phones.ts';
import { createPostgresWaveStore } from './wave-store.ts';
import { createPostgresWithdrawals } from './withdrawals.ts';

export { openCopyTarget } from './copy-target.ts';
export { type DatabasePlace, hasProvince } from './open-database.ts';

/** Opens one province of a database (makes it where it is not there) and offers it through the ports. */
export async function createPostgresStorage(place: DatabasePlace): Promise<Storage> {
  const store = await openDatabase(place);
  const ring = createKeyRing(place.ingestKeys ?? ingestKeyFile(place.dataDir));
  const comments = createCommentIndex(store, ring);
  const layoutOf = createLayouts(store);
  return {
    responses: createPostgresResponseStore(store, comments, ring, layoutOf),
    journal: store.journal,
    unknownPhones: createPostgresUnknownPhones(store, comments, layoutOf),
    deviceActs: createPostgresDeviceActs(store, comments, layoutOf),
    devices: createPostgresDeviceStore(store),
    people: createPostgresPeopleStore(store),
    secondFactors: createPostgresSecondFactorStore(store),
    links: createPostgresLinkStore(store),
    audit: createPostgresAuditLog(store),
    actions: createPostgresActionStore(store),
    cases: createPostgresCaseStore(store),
    incidents: createPostgresIncidentStore(store),
    withdrawals: createPostgresWithdrawals(store, {
      ...{ dataDir: place.dataDir, keys: ring, layoutOf },
    }),
    waves: createPostgresWaveStore(store, async (tx, waveId, now) => {
      await ensureKey(tx, ring, waveId, now);
    }),
    ingestKeys: createPostgresIngestKeys(store, ring, (tx) => comments.readAllAgain(tx)),
    comments: createPostgresCommentStore(store, comments),
    editions: createPostgresEditionStore(store, layoutOf),
    groupings: createPostgresGroupingStore(store),
    allowances: createPostgresAllowanceStore(store, place.dataDir),
    retention: createPostgresRetention(store),
    tries: createPostgresTries(store),
    keeper: createPostgresStoreKeeper(store, comments, ring, layoutOf),
  };
}
