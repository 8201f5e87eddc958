import { outline as clockMatrix } from './clock-matrix/outline.ts';
import { outline as browserKill } from './browser-kill/outline.ts';
import { outline as backupFaults } from './backup-faults/outline.ts';
import { outline as diskFull } from './disk-full/outline.ts';
import { outline as clientFaults } from './client-faults/outline.ts';
import type { Harness, HarnessOutline } from './harness.ts';
import { outline as acceptFaults } from './accept-faults/outline.ts';
import { outline as soak } from './soak/outline.ts';
import { outline as slowClients } from './slow-clients/outline.ts';
import { outline as hostileRequests } from './hostile-requests/outline.ts';
import { outline as herd } from './herd/outline.ts';
import { outline as powerCut } from './power-cut/outline.ts';
import { outline as serverKill } from './server-kill/outline.ts';
import { outline as migrateFaults } from './migrate-faults/outline.ts';
import { outline as pageFlips } from './page-flips/outline.ts';
import { outline as exportImport } from './export-import/outline.ts';
import { outline as journalCuts } from './journal-cuts/outline.ts';
import { outline as journalFaults } from './journal-faults/outline.ts';
import { outline as pinTries } from './pin-tries/outline.ts';
import { outline as protocolModel } from './protocol-model/outline.ts';
import { outline as pageCrash } from './page-crash/outline.ts';
import { outline as tabs } from './tabs/outline.ts';
import { outline as intervalCoverage } from './interval-coverage/outline.ts';
import { outline as truncation } from './truncation/outline.ts';
import { outline as revokedOffline } from './revoked-offline/outline.ts';
import { outline as simulation } from './simulation/outline.ts';
import { outline as versionPairs } from './version-pairs/outline.ts';
import { outline as viewFaults } from './view-faults/outline.ts';

/** A harness and where it is loaded from: its outline is read without the product, so that a bug can be planted first. */
export interface Listed {
  readonly outline: HarnessOutline;
  readonly load: () => Promise<Harness>;
}

export const harnesses: readonly Listed[] = [
  { outline: protocolModel, load: () => import('./protocol-model/harness.ts') },
  { outline: browserKill, load: () => import('./browser-kill/harness.ts') },
  { outline: pageCrash, load: () => import('./page-crash/harness.ts') },
  { outline: clientFaults, load: () => import('./client-faults/harness.ts') },
  { outline: versionPairs, load: () => import('./version-pairs/harness.ts') },
  { outline: tabs, load: () => import('./tabs/harness.ts') },
  { outline: clockMatrix, load: () => import('./clock-matrix/harness.ts') },
  { outline: simulation, load: () => import('./simulation/harness.ts') },
  { outline: pageFlips, load: () => import('./page-flips/harness.ts') },
  { outline: diskFull, load: () => import('./disk-full/harness.ts') },
  { outline: migrateFaults, load: () => import('./migrate-faults/harness.ts') },
  { outline: backupFaults, load: () => import('./backup-faults/harness.ts') },
  { outline: serverKill, load: () => import('./server-kill/harness.ts') },
  { outline: powerCut, load: () => import('./power-cut/harness.ts') },
  { outline: herd, load: () => import('./herd/harness.ts') },
  { outline: slowClients, load: () => import('./slow-clients/harness.ts') },
  { outline: hostileRequests, load: () => import('./hostile-requests/harness.ts') },
  { outline: soak, load: () => import('./soak/harness.ts') },
  { outline: acceptFaults, load: () => import('./accept-faults/harness.ts') },
  { outline: revokedOffline, load: () => import('./revoked-offline/harness.ts') },
  { outline: pinTries, load: () => import('./pin-tries/harness.ts') },
  { outline: truncation, load: () => import('./truncation/harness.ts') },
  {
    outline: exportImport,
    load: () => import('./export-import/harness.ts'),
  },
  { outline: journalCuts, load: () => import('./journal-cuts/harness.ts') },
  { outline: journalFaults, load: () => import('./journal-faults/harness.ts') },
  { outline: intervalCoverage, load: () => import('./interval-coverage/harness.ts') },
  { outline: viewFaults, load: () => import('./view-faults/harness.ts') },
];
