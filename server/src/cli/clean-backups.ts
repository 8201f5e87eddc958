import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ok, refuse } from '@sipas/shared/kernel';
import { backupFolder, flush } from '../care/index.ts';
import type { Config } from '../config.ts';
import {
  addWithdrawn,
  compactFile,
  holdsReadable,
  readWithdrawn,
  storeFileName,
  storesIn,
} from '../storage-sqlite/index.ts';
import { takePositionals } from './arguments.ts';
import type { Command } from './command.ts';
import { withStorage } from './with-storage.ts';

export const cleanBackupsCommand: Command = {
  words: ['clean-backups'],
  summary: 'make forms that were withdrawn unreadable in every backup that can be reached',
  usage: '',
  options: {},
  async run({ positionals, config }) {
    takePositionals(positionals, 0, 0);
    const { cleaned, failed } = await cleanBackups(config);
    const [first] = failed;
    if (first !== undefined) return refuse({ code: 'file.unreadable', detail: first });
    return ok({ json: { cleaned }, text: cleaned.join('\n') });
  },
};

type Places = Pick<Config, 'dataDir' | 'ingestKeys' | 'backupDir'>;

/**
 * Answers: which backups held forms that were withdrawn, and hold them no more; which could not be cleaned.
 * Shape:   each is copied beside itself, brought up to date, cleaned as the store is, checked whole, written anew without its free
 *          pages, and only then put in its own place: killed at any moment it is the one or the other. One that does not verify
 *          stays as it is, and is named.
 * Source:  decision 107.
 * Rule:    H-16
 */
export async function cleanBackups({ dataDir, ingestKeys, backupDir }: Places): Promise<{
  readonly cleaned: readonly string[];
  readonly failed: readonly string[];
}> {
  const lists = [dataDir, ...(backupDir === null ? [] : [backupDir])];
  const forms = lists.flatMap(readWithdrawn);
  const folders = [backupFolder(dataDir), ...lists.slice(1)];
  const cleaned: string[] = [];
  const failed: string[] = [];
  if (forms.length === 0) return { cleaned, failed };
  // The second place may have been away when a form was withdrawn.
  if (backupDir !== null && existsSync(backupDir)) addWithdrawn(backupDir, forms);
  for (const folder of folders) await removeOldScratch(folder);
  for (const file of (await Promise.all(folders.map(storesIn))).flat()) {
    if (!(await holdsReadable(file, forms))) continue;
    const isClean = await cleanOne(file, { ingestKeys, lists }).catch(() => false);
    (isClean ? cleaned : failed).push(file);
  }
  return { cleaned, failed };
}

const scratchName = 'cleaning-';

async function cleanOne(
  file: string,
  { ingestKeys, lists }: { readonly ingestKeys: string; readonly lists: readonly string[] },
): Promise<boolean> {
  const scratch = await mkdtemp(join(dirname(file), scratchName));
  const copy = join(scratch, storeFileName);
  try {
    await copyFile(file, copy);
    await chmod(copy, 0o600);
    const done = await withStorage({ dataDir: scratch, ingestKeys }, async (storage) => {
      await storage.withdrawals.apply({ from: lists, to: [] });
      return ok(await storage.keeper.verify());
    });
    // What cannot be recounted for want of a key is as it was before.
    if (!done.ok || done.value.differences.some(({ check }) => check !== 'ingest-key'))
      return false;
    await compactFile(copy);
    // One that was let go meanwhile does not come back.
    await stat(file);
    await rename(copy, file);
    await flush(dirname(file), 'r');
    return true;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** What a cleaning that was killed left behind holds what is to be gone. */
async function removeOldScratch(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((one) => one.startsWith(scratchName)))
    await rm(join(folder, name), { recursive: true, force: true });
}
