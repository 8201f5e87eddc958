import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Instant } from '@sipas/shared/kernel';
import { backupFolder } from '../../src/care/index.ts';
import type { Storage } from '../../src/ports/index.ts';
import { createSqliteStorage } from '../../src/storage-sqlite/index.ts';
import { createJudge } from '../conformance/judge-lines.ts';
import { type TestPhone, createTestPhone } from '../world/phone.ts';
import { enrolPhone, newId, plantSurvey } from '../world/setup-world.ts';

export interface CareWorld {
  readonly dataDir: string;
  readonly folder: string;
  readonly storage: Storage;
  readonly waveId: string;
  /** An enrolled phone of the account `a`. */
  readonly phone: TestPhone;
  now: string;
  readonly clock: { now(): Instant };
  /** Stores so many forms of one phone. */
  store(forms: number): Promise<void>;
  safeReceipt(): Promise<number>;
  leave(): Promise<void>;
}

/** A small store in a folder of its own, with a clock that a test moves. */
export async function setupCare(): Promise<CareWorld> {
  const dataDir = mkdtempSync(join(tmpdir(), 'sipas-care-'));
  const clock = { now: () => world.now as Instant };
  const world: CareWorld = {
    dataDir,
    folder: backupFolder(dataDir),
    now: '2026-11-26T03:00:00.000Z',
    clock,
    storage: undefined as never,
    waveId: undefined as never,
    phone: undefined as never,
    store: async (forms) => {
      const lines = Array.from({ length: forms }, () => judge(phone.line()));
      await storage.responses.storeOnce(lines, world.now);
    },
    safeReceipt: async () => (await storage.responses.head()).safeReceipt,
    async leave() {
      await storage.keeper.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  const storage = await createSqliteStorage({ dataDir, clock, ids: { uuid7: newId } });
  const { waveId } = await plantSurvey(storage);
  const user = { id: newId(), username: 'a', name: 'A', role: 'surveyor' as const };
  await storage.people.addUser({ ...user, passwordHash: '', areas: ['86'] }, world.now);
  const phone = createTestPhone({ ...(await enrolPhone(storage, user, world.now)), waveId, newId });
  const judge = await createJudge(storage, phone);
  return Object.assign(world, { storage, waveId, phone });
}
