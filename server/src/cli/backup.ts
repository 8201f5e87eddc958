import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { refuse } from '@sipas/shared/kernel';
import { machineSurroundings } from '../surroundings.ts';
import { takePositionals } from './arguments.ts';
import type { Command } from './command.ts';
import { done, withStorage } from './with-storage.ts';

/** Where backups lie that nobody placed, and beside them the name of the last one made. */
export const backupFolder = (dataDir: string): string => join(dataDir, 'backups');
export const lastBackupNote = (dataDir: string): string =>
  join(backupFolder(dataDir), 'last-backup.txt');

export const backupCommand: Command = {
  words: ['backup'],
  summary: 'copy the store while others write, and verify the copy',
  usage: `[FILE]
  FILE   a file that is not there yet; without it a dated one in DIR/backups`,
  options: {},
  run({ positionals, config, folder }) {
    const [asked] = takePositionals(positionals, 0, 1);
    const now = machineSurroundings.clock.now();
    const stamp = now.replace(/[-:.]/g, '');
    const own = join(backupFolder(config.dataDir), `sipas-${stamp}.sqlite`);
    const file = asked === undefined ? own : resolve(folder, asked);
    if (existsSync(file)) return Promise.resolve(refuse({ code: 'file.exists', detail: file }));
    return withStorage(config, async ({ keeper }) => {
      await mkdir(backupFolder(config.dataDir), { recursive: true, mode: 0o700 });
      const { receipt } = await keeper.backup(file, now);
      await writeFile(lastBackupNote(config.dataDir), `${file}\n`, { mode: 0o600 });
      return done({ file, receipt }, `${file}: all receipts up to ${String(receipt)}`);
    });
  },
};
