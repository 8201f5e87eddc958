import { mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ok, refuse } from '@sipas/shared/kernel';
import { takePositionals } from './arguments.ts';
import { backupFolder, lastBackupNote } from './backup.ts';
import type { Command } from './command.ts';
import { restoreInto } from './restore.ts';
import { reportAnswer } from './verify.ts';

export const drillCommand: Command = {
  words: ['drill'],
  summary: 'restore the newest backup in a scratch place and verify it there',
  usage: '',
  options: {},
  async run({ positionals, config }) {
    takePositionals(positionals, 0, 0);
    const file = await newestBackup(config.dataDir);
    if (file === null)
      return refuse({ code: 'file.unreadable', detail: backupFolder(config.dataDir) });
    const scratch = await mkdtemp(join(tmpdir(), 'sipas-drill-'));
    try {
      const restored = await restoreInto(scratch, file);
      return restored.ok ? ok(reportAnswer(restored.value, { file })) : restored;
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  },
};

/** Answers: the backup that was made last, among those in the folder and the one that was last placed elsewhere. */
async function newestBackup(dataDir: string): Promise<string | null> {
  const folder = backupFolder(dataDir);
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((name) => name.endsWith('.sqlite')).map((name) => join(folder, name));
  const noted = await readFile(lastBackupNote(dataDir), 'utf8').catch(() => '');
  if (noted.trim() !== '') files.push(noted.trim());
  let newest: { file: string; madeMs: number } | null = null;
  for (const file of files) {
    const found = await stat(file).catch(() => null);
    if (found !== null && found.mtimeMs > (newest?.madeMs ?? -1))
      newest = { file, madeMs: found.mtimeMs };
  }
  return newest?.file ?? null;
}
