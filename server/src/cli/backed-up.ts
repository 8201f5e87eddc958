import { ok, refuse } from '@sipas/shared/kernel';
import { required, takePositionals } from './arguments.ts';
import type { Command } from './command.ts';
import { reportAnswer } from './verify.ts';
import { withStorage } from './with-storage.ts';

/**
 * Answers: how do phones learn that what they hold lies in a backup of a PostgreSQL database?
 * Shape:   the backup is restored into another database and read there whole; what it holds is safe then. A backup counts when it
 *          was read, as one of a file does.
 * Errors:  store.differs, and no receipt is called safe.
 * Source:  decisions 24 and 114.
 * Rule:    Z-15
 */
export const backedUpCommand: Command = {
  words: ['backed-up'],
  summary:
    'tell that a PostgreSQL database lies in a backup, after reading what was restored from it',
  usage: `--copy postgres://…
  --copy   a database into which the backup was restored: pg_dump, then pg_restore; nothing in it is changed

  What the copy holds is safe from now on, and phones may let go of it: keep the backup. The database of the copy may be dropped.`,
  options: { copy: { type: 'string' } },
  run({ values, positionals, config }) {
    takePositionals(positionals, 0, 0);
    const copy = required(values, 'copy');
    return withStorage(config, async ({ keeper, responses }) => {
      const report = await keeper.checkBackup(copy);
      if (report.envelopes === 0 && report.incarnation === '')
        return refuse({ code: 'store.empty', detail: '--copy' });
      if (report.differences.length === 0) await keeper.raiseSafeReceipt(report.receipt);
      const { safeReceipt } = await responses.head();
      return ok(reportAnswer(report, { safeReceipt }));
    });
  },
};
