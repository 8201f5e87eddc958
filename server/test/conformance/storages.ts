import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Instant } from '@sipas/shared/kernel';
import type { Storage } from '../../src/ports/index.ts';
import { createSqliteStorage } from '../../src/storage-sqlite/index.ts';
import { newId } from '../world/setup-world.ts';

/** A store for a test, and how to leave it. */
export interface TestStorage {
  readonly storage: Storage;
  readonly dataDir: string;
  leave(): Promise<void>;
}

const adaptors: Readonly<Record<string, (dataDir: string) => Promise<Storage>>> = {
  sqlite: (dataDir) =>
    createSqliteStorage({
      dataDir,
      clock: { now: () => '2026-11-23T08:00:00.000Z' as Instant },
      ids: { uuid7: newId },
    }),
};

/** Answers: the adaptors that keep the promises of the ports; SIPAS_TEST_STORAGE names one of them. */
export function storagesUnderTest(
  selection: string | undefined = process.env['SIPAS_TEST_STORAGE'],
): readonly string[] {
  if (selection === undefined) return Object.keys(adaptors);
  if (!Object.hasOwn(adaptors, selection)) throw new Error(`there is no storage '${selection}'`);
  return [selection];
}

export async function openTestStorage(name: string): Promise<TestStorage> {
  const open = adaptors[name];
  if (!open) throw new Error(`there is no storage '${name}'`);
  const dataDir = mkdtempSync(join(tmpdir(), 'sipas-conformance-'));
  const storage = await open(dataDir);
  return {
    storage,
    dataDir,
    async leave() {
      await storage.keeper.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
