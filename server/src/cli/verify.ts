import type { VerifyReport } from '../ports/index.ts';
import { takePositionals } from './arguments.ts';
import type { Command, CommandAnswer } from './command.ts';
import { withStorage } from './with-storage.ts';
import { ok } from '@sipas/shared/kernel';

export const verifyCommand: Command = {
  words: ['verify'],
  summary: 'recount everything from the raw responses; fails on any difference',
  usage: '',
  options: {},
  run({ positionals, config }) {
    takePositionals(positionals, 0, 0);
    return withStorage(config, async ({ keeper }) => ok(reportAnswer(await keeper.verify())));
  },
};

/** Answers: what a check found, every difference listed; failed where there is one. */
export function reportAnswer(report: VerifyReport, about: object = {}): CommandAnswer {
  const { envelopes, counted, differences } = report;
  const failed = differences.length > 0;
  const lines = differences.map(
    ({ check, where, stored, expected }) =>
      `${check}: ${where}: stored ${stored}, expected ${expected}`,
  );
  const counts = `${String(envelopes)} envelopes, ${String(counted)} counted, ${String(differences.length)} differences`;
  return {
    json: { ...about, ...report, ...(failed ? { error: { code: 'store.differs' } } : {}) },
    text: [...lines, counts].join('\n'),
    failed,
  };
}
