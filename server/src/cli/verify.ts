import { existsSync } from 'node:fs';
import { ok } from '@sipas/shared/kernel';
import { type FullerAlarms, backupFolder, checkHeads, lookForFuller } from '../care/index.ts';
import type { VerifyReport } from '../ports/index.ts';
import { takePositionals } from './arguments.ts';
import type { Command, CommandAnswer } from './command.ts';
import { withStorage } from './with-storage.ts';

export const verifyCommand: Command = {
  words: ['verify'],
  summary: 'recount everything from the raw responses; fails on any difference',
  usage: `
  Fails too where a backup in DIR/backups or in the second place holds forms that the store lacks, and nobody has
  acknowledged it.`,
  options: {},
  run({ positionals, config }) {
    takePositionals(positionals, 0, 0);
    const folder = backupFolder(config.dataDir);
    return withStorage(config, async ({ keeper, audit }) => {
      const kept = await keeper.verify();
      const heads = await checkHeads(audit, config.dataDir);
      const report = { ...kept, differences: [...kept.differences, ...heads] };
      const alarms = await lookForFuller({ keeper, folder, secondPlace: config.backupDir });
      return ok(reportWithBackups(report, alarms));
    });
  },
};

/** A store that agrees with itself and lacks what a backup holds is not as it should be. */
function reportWithBackups(report: VerifyReport, { open, seen }: FullerAlarms): CommandAnswer {
  const answer = reportAnswer(report, { fuller: open[0] ?? null, fullerSeen: seen });
  const files = open.map(
    ({ file, forms, receivedAt }) =>
      `${file}: ${String(forms)} phiếu mà kho này không có, dòng cuối nhận lúc ${receivedAt} · holds ${String(forms)} forms that this store lacks${existsSync(file) ? '' : ' (tệp không còn ở đó · the file is there no more)'}`,
  );
  const acknowledged = seen.map(
    ({ file, forms, by, at, reason }) =>
      `${file}: ${String(forms)} phiếu mà kho này không có; ${by} đã xem ${at} · forms that this store lacks, seen to: ${reason}`,
  );
  if (open.length === 0) return { ...answer, text: [answer.text, ...acknowledged].join('\n') };
  const advice =
    'Có thể đã khôi phục nhầm bản cũ. Đừng xóa gì; xem docs/operations.md, "The wrong backup was restored".';
  return {
    json: { error: { code: 'store.fuller-backup' }, ...answer.json },
    text: [answer.text, ...files, ...acknowledged, advice].join('\n'),
    failed: true,
  };
}

/** Answers: what a check found, every difference listed; failed where there is one. */
export function reportAnswer(report: VerifyReport, about: object = {}) {
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
