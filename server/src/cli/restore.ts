import { chmod, copyFile, mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { type Result, ok, refuse } from '@sipas/shared/kernel';
import { backupFolder, flush } from '../care/index.ts';
import { StoreNewer, type VerifyReport } from '../ports/index.ts';
import {
  ingestKeyFile,
  lockStore,
  makePrivateFolder,
  namingFolder,
  storeFileName,
} from '../storage-sqlite/index.ts';
import { machineSurroundings } from '../surroundings.ts';
import type { Refusal } from '../use-cases/refusal.ts';
import type { Config } from '../config.ts';
import { takePositionals } from './arguments.ts';
import type { Command } from './command.ts';
import { newerBackup } from './newer-backup.ts';
import { reportAnswer } from './verify.ts';
import { withStorage } from './with-storage.ts';

export const restoreCommand: Command = {
  words: ['restore'],
  summary: 'make a backup the store of an empty data folder',
  usage: `FILE
  FILE   a backup; the phones learn that the store began anew and send again what it lacks`,
  options: {},
  async run({ positionals, config, folder, tell }) {
    const [asked = ''] = takePositionals(positionals, 1, 1);
    const file = resolve(folder, asked);
    const { dataDir, backupDir } = config;
    const restored = await restoreInto(config, file, backupDir === null ? [] : [backupDir]);
    if (!restored.ok) return restored;
    const places = [
      dirname(file),
      backupFolder(dataDir),
      ...(backupDir === null ? [] : [backupDir]),
    ];
    const newer = await newerBackup(file, places);
    if (newer !== null)
      tell(
        `Có bản sao lưu mới hơn · there is a newer backup: ${newer}\nXem docs/operations.md, "The wrong backup was restored".`,
      );
    return ok(reportAnswer(restored.value, { newer }));
  },
};

/** Where the store is to lie, and its file of keys where that is not to lie with it. */
type Place = Pick<Config, 'dataDir'> & Partial<Pick<Config, 'ingestKeys'>>;

/**
 * Answers: what the check of a restored store found.
 * Shape:   the store appears under its name only when all is done: killed before, the folder is as empty as it was.
 * Errors:  store.not-empty; store.newer; file.unreadable where the file is no backup: then nothing is left behind, neither
 *          a lock nor a folder that was not there.
 * Rule:    B-22
 */
export async function restoreInto(
  { dataDir, ingestKeys = ingestKeyFile(dataDir) }: Place,
  file: string,
  /** Where else a list of withdrawn forms may lie. */
  listed: readonly string[] = [],
): Promise<Result<VerifyReport, Refusal>> {
  const { firstMade, lock } = await takeFolder(dataDir);
  let restored = false;
  try {
    const lists = [dataDir, backupFolder(dataDir), dirname(file), ...listed];
    const answer = await restoreLocked(dataDir, file, { ingestKeys, lists });
    restored = answer.ok;
    return answer;
  } finally {
    if (restored) lock.release();
    else {
      await lock.undo();
      if (firstMade !== undefined) await removeEmpty(dataDir, firstMade);
    }
  }
}

async function takeFolder(dataDir: string) {
  try {
    const firstMade = makePrivateFolder(dataDir);
    return { firstMade, lock: await lockStore(dataDir) };
  } catch (error) {
    throw namingFolder(error, dataDir);
  }
}

async function restoreLocked(
  dataDir: string,
  file: string,
  { ingestKeys, lists }: { readonly ingestKeys: string; readonly lists: readonly string[] },
): Promise<Result<VerifyReport, Refusal>> {
  const names = await readdir(dataDir);
  if (names.some((name) => name.startsWith(storeFileName)))
    return refuse({ code: 'store.not-empty', detail: dataDir });
  const staging = join(dataDir, 'restoring');
  try {
    await rm(staging, { recursive: true, force: true });
    await mkdir(staging, { mode: 0o700 });
    return await restoreStaged(dataDir, { dataDir: staging, ingestKeys, lists }, file);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** The folders that were made for it, from the innermost outwards; one that holds something by now stays. */
async function removeEmpty(folder: string, firstMade: string): Promise<void> {
  for (let one = folder; one.length >= firstMade.length; one = dirname(one))
    if (!(await rmdir(one).then(always, never))) return;
}

const always = () => true;
const never = () => false;

async function restoreStaged(
  dataDir: string,
  staging: Pick<Config, 'dataDir' | 'ingestKeys'> & { readonly lists: readonly string[] },
  file: string,
): Promise<Result<VerifyReport, Refusal>> {
  const store = join(staging.dataDir, storeFileName);
  try {
    await copyFile(file, store);
    await chmod(store, 0o600);
    const restored = await withStorage(staging, async ({ keeper, withdrawals }) => {
      if (await keeper.isEmpty()) throw new Error('it holds nothing');
      await keeper.beginIncarnation(machineSurroundings.ids.uuid7());
      // A form that was withdrawn after the backup was made does not come back with it.
      await withdrawals.apply({ from: staging.lists, to: [dataDir] });
      return ok(await keeper.verify());
    });
    if (!restored.ok) return restored;
    await flush(store, 'r+');
    await rename(store, join(dataDir, storeFileName));
    await flush(dataDir, 'r');
    return restored;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return refuse({
      code: error instanceof StoreNewer ? 'store.newer' : 'file.unreadable',
      detail: `${file}: ${why}`,
    });
  }
}
