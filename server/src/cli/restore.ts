import { chmod, copyFile, mkdir, readdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Result, ok, refuse } from '@sipas/shared/kernel';
import type { VerifyReport } from '../ports/index.ts';
import { storeFileName } from '../storage-sqlite/index.ts';
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
  async run({ positionals, config, folder }) {
    const [file = ''] = takePositionals(positionals, 1, 1);
    const restored = await restoreInto(config.dataDir, resolve(folder, file));
    return restored.ok ? ok(reportAnswer(restored.value)) : restored;
  },
};

/**
 * Answers: what the check of a restored store found.
 * Errors:  store.not-empty; file.unreadable where the file is no backup: then nothing is left behind.
 */
export async function restoreInto(
  dataDir: string,
  file: string,
): Promise<Result<VerifyReport, Refusal>> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const names = await readdir(dataDir);
  if (names.some((name) => name.startsWith(storeFileName)))
    return refuse({ code: 'store.not-empty', detail: dataDir });
  const store = join(dataDir, storeFileName);
  try {
    await copyFile(file, store);
    await chmod(store, 0o600);
    return await withStorage({ dataDir }, async ({ keeper }) => {
      if (await keeper.isEmpty()) throw new Error('it holds nothing');
      await keeper.beginIncarnation(machineSurroundings.ids.uuid7());
      return ok(await keeper.verify());
    });
  } catch (error) {
    for (const suffix of ['', '-wal', '-shm']) await rm(store + suffix, { force: true });
    const why = error instanceof Error ? error.message : String(error);
    return refuse({ code: 'file.unreadable', detail: `${file}: ${why}` });
  }
}
