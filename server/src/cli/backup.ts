import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { refuse } from '@sipas/shared/kernel';
import { BackupFailed, backupFolder, isKept, makeBackup } from '../care/index.ts';
import { machineSurroundings } from '../surroundings.ts';
import { takePositionals } from './arguments.ts';
import type { Command } from './command.ts';
import { done, withStorage } from './with-storage.ts';

export const backupCommand: Command = {
  words: ['backup'],
  summary: 'copy the store while others write, and verify the copy',
  usage: `[FILE]
  FILE   a file that is not there yet; without it a dated one in DIR/backups.
         SIPAS_BACKUP_DIR names a second place: the copy is carried there and verified there too. A copy elsewhere, or
         without the second place that the server has, is whole and makes no form count as safe`,
  options: {},
  run({ positionals, config, folder }) {
    const [asked] = takePositionals(positionals, 0, 1);
    const file = asked === undefined ? undefined : resolve(folder, asked);
    if (file !== undefined && existsSync(file))
      return Promise.resolve(refuse({ code: 'file.exists', detail: file }));
    return withStorage(config, async ({ keeper }) => {
      const needs = {
        keeper,
        check: (copy: string) => keeper.checkBackup(copy),
        clock: machineSurroundings.clock,
        folder: backupFolder(config.dataDir),
        secondPlace: config.backupDir,
      };
      try {
        const note = await makeBackup(needs, file);
        const places = [note.file, note.second].filter((one) => one !== null).join(', ');
        const told = `${places}: all receipts up to ${String(note.receipt)}`;
        return done(note, (await isKept(note, needs.folder)) ? told : `${told}\n${notCounted}`);
      } catch (error) {
        if (error instanceof BackupFailed)
          return refuse({ code: codeOf(error), detail: error.message });
        throw error;
      }
    });
  },
};

const notCounted =
  'Bản sao này không làm phiếu nào được coi là an toàn: nó không nằm ở nơi cất mà máy chủ dùng (SIPAS_BACKUP_DIR).\n' +
  'This copy makes no form count as safe: it does not lie where the server keeps its copies (SIPAS_BACKUP_DIR).';

const codeOf = ({ kind }: BackupFailed) =>
  kind === 'no-space' ? ('store.full' as const) : ('backup.failed' as const);
