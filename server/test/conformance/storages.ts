import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Driver from 'better-sqlite3';
import type { Instant } from '@sipas/shared/kernel';
import type { Storage } from '../../src/ports/index.ts';
import { createPostgresStorage } from '../../src/storage-postgres/index.ts';
import { createSqliteStorage } from '../../src/storage-sqlite/index.ts';
import { asking, makeTestDatabase } from '../postgres/test-database.ts';
import { newId } from '../world/setup-world.ts';

/** A store for a test, and how to leave it. */
export interface TestStorage {
  readonly storage: Storage;
  readonly dataDir: string;
  /** Opens the same store once more, as another process would. */
  beside(): Promise<Storage>;
  /** The receipts of allowances as they lie on the disk, and a statement on them by a hand that knows SQL. */
  readonly allowances: { bytes(): Promise<Buffer>; change(statement: string): Promise<unknown> };
  leave(): Promise<void>;
}

type Adaptor = (dataDir: string) => Promise<Pick<TestStorage, 'allowances' | 'beside'>>;

const surroundings = {
  clock: { now: () => '2026-11-23T08:00:00.000Z' as Instant },
  ids: { uuid7: newId },
};

/** One for each test file; each store in it is a province of its own, beside all those before. */
let database: Promise<string> | undefined;
let provinces = 0;

const adaptors: Readonly<Record<string, Adaptor>> = {
  sqlite(dataDir) {
    const file = join(dataDir, 'allowances.sqlite');
    return Promise.resolve({
      beside: () => createSqliteStorage({ dataDir, ...surroundings }),
      allowances: {
        bytes: () => Promise.resolve(readFileSync(file)),
        change(statement) {
          const hand = new Driver(file);
          hand.exec(statement);
          hand.close();
          return Promise.resolve();
        },
      },
    });
  },
  async postgres(dataDir) {
    const url = await (database ??= makeTestDatabase());
    const province = `p${String(++provinces)}`;
    const table = 'sipas_allowances.allowances';
    return {
      beside: () => createPostgresStorage({ url, province, dataDir, ...surroundings }),
      allowances: {
        async bytes() {
          await asking(url, 'checkpoint');
          const [read] = await asking(
            url,
            `select pg_read_binary_file(pg_relation_filepath('${table}')) as bytes`,
          );
          return read?.['bytes'] as Buffer;
        },
        change: (statement) => asking(url, `set search_path to sipas_allowances; ${statement}`),
      },
    };
  },
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
  const opened = await open(dataDir);
  const storage = await opened.beside();
  return {
    ...opened,
    storage,
    dataDir,
    async leave() {
      await storage.keeper.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
