import { basename } from 'node:path';
import { refuse } from '@sipas/shared/kernel';
import { addFullerSeen, backupFolder, lookForFuller } from '../care/index.ts';
import { machineSurroundings } from '../surroundings.ts';
import { asWhom, asWhomOptions, actingAdmin } from './acknowledge.ts';
import { takePositionals } from './arguments.ts';
import type { Command } from './command.ts';
import { done, withStorage } from './with-storage.ts';

export const acknowledgeFullerCommand: Command = {
  words: ['acknowledge-fuller'],
  summary: 'end the alarm that a backup holds forms which the store lacks',
  usage: `FILE --as USERNAME --reason TEXT
  FILE            the backup, as verify names it; it is kept all the same
  --as USERNAME   who has looked into it; kept for good beside the backups
  --reason TEXT   what was found; the alarm returns where the backup lacks more, and after a restore`,
  options: asWhomOptions,
  run({ values, positionals, config }) {
    const [asked = ''] = takePositionals(positionals, 1, 1);
    const { username, reason } = asWhom(values);
    const folder = backupFolder(config.dataDir);
    return withStorage(config, async ({ people, keeper }) => {
      const actor = await actingAdmin(people, username);
      if (!actor.ok) return actor;
      const { life, open } = await lookForFuller({ keeper, folder, secondPlace: config.backupDir });
      const backup = open.find(({ file }) => basename(file) === basename(asked));
      if (backup === undefined) return refuse({ code: 'care.nothing-fuller', detail: asked });
      const at = machineSurroundings.clock.now();
      const seen = { ...backup, life, by: actor.value.username, reason, at };
      await addFullerSeen(folder, seen);
      return done(
        seen,
        `${actor.value.name}: đã xem ${backup.file} (${String(backup.forms)} phiếu); bản sao được giữ lại · seen to; the backup is kept`,
      );
    });
  },
};
