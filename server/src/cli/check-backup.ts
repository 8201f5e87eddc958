import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { ok, refuse } from '@sipas/shared/kernel';
import { takePositionals } from './arguments.ts';
import type { Command } from './command.ts';
import { reportAnswer } from './verify.ts';
import { withStorage } from './with-storage.ts';

/** What SQLite says of a file that is none of its own. */
const notADatabase = 'not a database';

export const checkBackupCommand: Command = {
  words: ['check-backup'],
  summary: 'read a backup whole and compare it with the store; fails on any difference',
  usage: `FILE
  FILE   a backup, wherever it lies; nothing is changed`,
  options: {},
  run({ positionals, config, folder }) {
    const [asked = ''] = takePositionals(positionals, 1, 1);
    const file = resolve(folder, asked);
    if (!existsSync(file))
      return Promise.resolve(refuse({ code: 'file.unreadable', detail: file }));
    return withStorage(config, async ({ keeper }) => {
      const report = await keeper.checkBackup(file);
      const [first] = report.differences;
      if (first?.check === 'integrity' && first.stored.includes(notADatabase))
        return refuse({ code: 'backup.not-a-store', detail: file });
      return ok(reportAnswer(report, { file }));
    });
  },
};
