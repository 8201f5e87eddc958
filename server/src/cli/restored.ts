import { machineSurroundings } from '../surroundings.ts';
import { takePositionals } from './arguments.ts';
import type { Command } from './command.ts';
import { done, withStorage } from './with-storage.ts';

/**
 * Answers: how do phones learn that the database was put back to an older copy by its own means?
 * Shape:   a new life of the store begins, as `restore` begins one for a file: phones send again what it may lack. Said once
 *          more than needed it costs them a sending, said never it costs forms: numbers of receipts are given anew.
 * Rule:    Z-07
 */
export const restoredCommand: Command = {
  words: ['restored'],
  summary: 'tell that a PostgreSQL database was put back to an older copy',
  usage: `
  To be run after pg_restore, a recovery to a point in time, or a change to a standby that lacks the last commits, before
  phones are served again: a new life of the store begins, and they send again what it may lack.`,
  options: {},
  run({ positionals, config }) {
    takePositionals(positionals, 0, 0);
    return withStorage(config, async ({ keeper, responses }) => {
      const before = await responses.head();
      const incarnation = machineSurroundings.ids.uuid7();
      await keeper.beginIncarnation(incarnation);
      const { safeReceipt } = await responses.head();
      return done(
        { incarnation, before: before.incarnation, safeReceipt },
        `Kho bắt đầu lại; điện thoại sẽ gửi lại những gì có thể thiếu · the store began anew (${incarnation}); phones send again what it may lack`,
      );
    });
  },
};
