import { mkdir, mkdtemp, readdir, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { ok, refuse } from '@sipas/shared/kernel';
import { backupFolder, readBackupNotes, writeDrillNote } from '../care/index.ts';
import { machineSurroundings } from '../surroundings.ts';
import { takePositionals } from './arguments.ts';
import type { Command } from './command.ts';
import { restoreInto } from './restore.ts';
import { reportAnswer } from './verify.ts';

export const drillCommand: Command = {
  words: ['drill'],
  summary: 'restore the newest backup in a scratch place and verify it there',
  usage: `[--nightly]
  --nightly  the server runs it by itself; the journal of acts says so`,
  options: { nightly: { type: 'boolean', default: false } },
  async run({ positionals, config }) {
    takePositionals(positionals, 0, 0);
    const folder = backupFolder(config.dataDir);
    const file = await newestBackup(folder);
    if (file === null) return refuse({ code: 'file.unreadable', detail: folder });
    const from = performance.now();
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await removeOldScratch(folder);
    if (!(await hasRoom(folder, file)))
      return refuse({ code: 'store.full', detail: `${folder}: no room for a second ${file}` });
    // Beside the backups: the folder of the machine for what is temporary may be smaller than a store.
    const scratch = await mkdtemp(join(folder, scratchName));
    try {
      const { dataDir, ingestKeys, backupDir } = config;
      const lists = [dataDir, ...(backupDir === null ? [] : [backupDir])];
      const restored = await restoreInto({ dataDir: scratch, ingestKeys }, file, lists);
      if (!restored.ok) return restored;
      const { envelopes, differences } = restored.value;
      await writeDrillNote(folder, {
        at: machineSurroundings.clock.now(),
        file,
        envelopes,
        differences: differences.length,
        tookMs: Math.round(performance.now() - from),
      });
      return ok(reportAnswer(restored.value, { file }));
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  },
};

const scratchName = 'drill-';
const dayMs = 24 * 60 * 60 * 1000;

/** A drill that was killed left its scratch place behind; one under way beside this has its own. */
async function removeOldScratch(folder: string): Promise<void> {
  for (const name of (await readdir(folder)).filter((one) => one.startsWith(scratchName))) {
    const { mtimeMs } = await stat(join(folder, name));
    if (mtimeMs < Date.now() - dayMs) await rm(join(folder, name), { recursive: true });
  }
}

/** A drill must not be what fills the disk of a server. */
async function hasRoom(folder: string, file: string): Promise<boolean> {
  const { bavail, bsize } = await statfs(folder);
  const { size } = await stat(file);
  return bavail * bsize > 2 * size;
}

/** Answers: the backup that was made last, among those with a note and those that lie in the folder without one. */
async function newestBackup(folder: string): Promise<string | null> {
  const notes = await readBackupNotes(folder);
  const names = await readdir(folder).catch(() => []);
  const found = names.filter((name) => name.endsWith('.sqlite')).map((name) => join(folder, name));
  for (const { file, second } of notes)
    for (const place of [file, second])
      if (place !== null && (await madeMs(place)) !== null) return place;
  let newest: { file: string; madeMs: number } | null = null;
  for (const file of found) {
    const made = await madeMs(file);
    if (made !== null && made > (newest?.madeMs ?? -1)) newest = { file, madeMs: made };
  }
  return newest?.file ?? null;
}

const madeMs = (file: string): Promise<number | null> =>
  stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => null,
  );
