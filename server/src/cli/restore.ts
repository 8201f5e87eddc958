import { chmod, copyFile, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Result, ok, refuse } from '@sipas/shared/kernel';
import { backupFolder, flush, readBackupNotes } from '../care/index.ts';
import { StoreNewer, type VerifyReport } from '../ports/index.ts';
import { lockStore, storeFileName } from '../storage-sqlite/index.ts';
import { machineSurroundings } from '../surroundings.ts';
import type { Refusal } from '../use-cases/refusal.ts';
import { takePositionals } from './arguments.ts';
import type { Command } from './command.ts';
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
    const restored = await restoreInto(config.dataDir, file);
    if (!restored.ok) return restored;
    const newer = await newerThan(config.dataDir, file);
    if (newer !== null)
      tell(
        `Có bản sao lưu mới hơn · there is a newer backup: ${newer}\nXem docs/operations.md, "The wrong backup was restored".`,
      );
    return ok(reportAnswer(restored.value, { newer }));
  },
};

/** Answers: a backup that is known to hold more than the one that was restored; null where none is known. */
async function newerThan(dataDir: string, file: string): Promise<string | null> {
  const notes = await readBackupNotes(backupFolder(dataDir));
  const [newest] = notes;
  const isNewest = [newest?.file, newest?.second].includes(file);
  const restored = notes.find((note) => [note.file, note.second].includes(file));
  return newest === undefined || restored === undefined || isNewest ? null : newest.file;
}

/**
 * Answers: what the check of a restored store found.
 * Shape:   the store appears under its name only when all is done: killed before, the folder is as empty as it was.
 * Errors:  store.not-empty; store.newer; file.unreadable where the file is no backup: then nothing is left behind.
 */
export async function restoreInto(
  dataDir: string,
  file: string,
): Promise<Result<VerifyReport, Refusal>> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const lock = await lockStore(dataDir);
  const staging = join(dataDir, 'restoring');
  try {
    const names = await readdir(dataDir);
    if (names.some((name) => name.startsWith(storeFileName)))
      return refuse({ code: 'store.not-empty', detail: dataDir });
    await rm(staging, { recursive: true, force: true });
    await mkdir(staging, { mode: 0o700 });
    return await restoreStaged(dataDir, staging, file);
  } finally {
    await rm(staging, { recursive: true, force: true });
    lock.release();
  }
}

async function restoreStaged(
  dataDir: string,
  staging: string,
  file: string,
): Promise<Result<VerifyReport, Refusal>> {
  const store = join(staging, storeFileName);
  try {
    await copyFile(file, store);
    await chmod(store, 0o600);
    const restored = await withStorage({ dataDir: staging }, async ({ keeper }) => {
      if (await keeper.isEmpty()) throw new Error('it holds nothing');
      await keeper.beginIncarnation(machineSurroundings.ids.uuid7());
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
