import { ok } from '@sipas/shared/kernel';
import { backupFolder } from '../care/index.ts';
import type { FullerBackup, VerifyReport } from '../ports/index.ts';
import { takePositionals } from './arguments.ts';
import type { Command, CommandAnswer } from './command.ts';
import { withStorage } from './with-storage.ts';

export const verifyCommand: Command = {
  words: ['verify'],
  summary: 'recount everything from the raw responses; fails on any difference',
  usage: `
  Fails too where a backup in DIR/backups or in the second place holds forms that the store lacks.`,
  options: {},
  run({ positionals, config }) {
    takePositionals(positionals, 0, 0);
    const { dataDir, backupDir } = config;
    const places = [backupFolder(dataDir), ...(backupDir === null ? [] : [backupDir])];
    return withStorage(config, async ({ keeper }) => {
      const report = await keeper.verify();
      return ok(reportWithBackups(report, await keeper.fullerBackup(places)));
    });
  },
};

/** A store that agrees with itself and lacks what a backup holds is not as it should be. */
function reportWithBackups(report: VerifyReport, fuller: FullerBackup | null): CommandAnswer {
  const answer = reportAnswer(report, { fuller });
  if (fuller === null) return answer;
  const { file, forms, receivedAt } = fuller;
  const told = [
    `${file}: ${String(forms)} phiếu mà kho này không có, dòng cuối nhận lúc ${receivedAt} · holds ${String(forms)} forms that this store lacks`,
    'Có thể đã khôi phục nhầm bản cũ. Đừng xóa gì; xem docs/operations.md, "The wrong backup was restored".',
  ];
  return {
    json: { error: { code: 'store.fuller-backup' }, ...answer.json },
    text: [answer.text, ...told].join('\n'),
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
