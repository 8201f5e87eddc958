import { basename, join, resolve } from 'node:path';
import { ok, refuse } from '@sipas/shared/kernel';
import { faultOfHead, headFolder, makeHead } from '../care/index.ts';
import { auditCsv } from '../exports/index.ts';
import { machineSurroundings } from '../surroundings.ts';
import { optional, takePositionals } from './arguments.ts';
import { bytesOf } from './bytes-of.ts';
import { collectCsv } from './collect-csv.ts';
import type { Command } from './command.ts';
import { done, withStorage } from './with-storage.ts';

export const auditHeadCommand: Command = {
  words: ['audit', 'head'],
  summary: 'sign the head of the journal of acts as it is now, to be archived elsewhere',
  usage: '',
  options: {},
  run({ positionals, config }) {
    takePositionals(positionals, 0, 0);
    return withStorage(config, async ({ audit }) => {
      const place = { dataDir: config.dataDir, secondPlace: config.backupDir };
      const made = await makeHead({ audit, clock: machineSurroundings.clock }, place);
      if (made === null) return done({ head: null }, 'the journal is empty');
      const { head, publicKey, file } = made;
      const text = `${file}: ${String(head.seq)} ${head.hash}\n${publicKey}`;
      return done({ head, publicKey, file }, text);
    });
  },
};

export const auditVerifyCommand: Command = {
  words: ['audit', 'verify'],
  summary: 'check the journal of acts, and a head that was archived',
  usage: `[--head FILE] [--key FILE]
  --head FILE   a head that was kept elsewhere
  --key FILE    the public key it was signed with, as it was archived; without it that of this folder`,
  options: { head: { type: 'string' }, key: { type: 'string' } },
  run({ values, positionals, config, folder }) {
    takePositionals(positionals, 0, 0);
    const [head, key] = [optional(values, 'head'), optional(values, 'key')];
    const keyFile =
      key === undefined
        ? join(headFolder(config.dataDir), 'audit-public-key.pem')
        : resolve(folder, key);
    return withStorage(config, async ({ audit }) => {
      const { entries, faults } = await audit.check();
      const archived =
        head === undefined ? ok(null) : await readArchived(resolve(folder, head), keyFile);
      if (!archived.ok) return archived;
      const { value } = archived;
      const headFault = value && (await faultOfHead(audit, value.text, value.publicKey));
      const lines = faults.map(({ seq, fault }) => `audit_entries ${String(seq)}: ${fault}`);
      if (headFault !== null)
        lines.push(
          `head ${String(headFault.seq)}: stored ${headFault.stored}, expected ${headFault.expected}`,
        );
      const failed = lines.length > 0;
      return ok({
        json: {
          ...{ entries, faults, head: headFault },
          ...(failed ? { error: { code: 'store.differs' } } : {}),
        },
        text: [...lines, `${String(entries)} entries, ${String(lines.length)} faults`].join('\n'),
        failed,
      });
    });
  },
};

async function readArchived(head: string, key: string) {
  const [text, publicKey] = [await bytesOf(head), await bytesOf(key)];
  if (text === null || publicKey === null) {
    const detail = basename(text === null ? head : key);
    return refuse({ code: 'file.unreadable', detail } as const);
  }
  return ok({ text: text.toString('utf8'), publicKey: publicKey.toString('utf8') });
}

export const auditExportCommand: Command = {
  words: ['audit', 'export'],
  summary: 'the journal of acts as CSV, the oldest entry first',
  usage: '',
  options: {},
  run({ positionals, config }) {
    takePositionals(positionals, 0, 0);
    return withStorage(config, async ({ audit }) => {
      const format = { decimal: 'point', separator: 'comma', bom: true } as const;
      const csv = await collectCsv(auditCsv(audit.all({}), format));
      return ok({ name: 'sipas-audit.csv', csv });
    });
  },
};
