import { basename } from 'node:path';
import type { AuditAct } from '@sipas/shared/audit';
import { ok } from '@sipas/shared/kernel';
import type { Config } from '../config.ts';
import { machineSurroundings } from '../surroundings.ts';
import { atTheMachine, noteOf } from '../use-cases/audit/index.ts';
import { withStorage } from './with-storage.ts';

/**
 * Answers: of which commands is it written down that somebody at the machine ran them?
 * Shape:   the words of the command → the act and what it is done to: all that changes what others rely on, that prints what was
 *          said or done by one person, or that restores them. What the server runs itself each night says so.
 * Rule:    J-10
 */
const notedCommands: Readonly<Record<string, readonly [act: AuditAct, object: string]>> = {
  'user add': ['account.added', 'account'],
  'user password': ['account.password-reset', 'account'],
  'user second-factor': ['account.factor-taken', 'account'],
  enrol: ['phone.code-made', 'account'],
  'device adopt': ['phone.adopted', 'phone'],
  'device move': ['phone.moved', 'phone'],
  'device revoke': ['phone.revoked', 'phone'],
  'wave create': ['wave.made', 'wave'],
  'wave close': ['wave.closed', 'wave'],
  'wave reopen': ['wave.reopened', 'wave'],
  'wave freeze': ['wave.frozen', 'wave'],
  'wave edition': ['wave.edition-made', 'wave'],
  'wave weights': ['wave.weights-set', 'wave'],
  'instrument publish': ['questionnaire.published', 'file'],
  'grouping import': ['grouping.changed', 'grouping'],
  export: ['export.downloaded', 'wave'],
  report: ['export.downloaded', 'wave'],
  'grouping export': ['export.downloaded', 'grouping'],
  'allowances delete': ['allowances.deleted', 'wave'],
  backup: ['backup.made', 'store'],
  'backed-up': ['backup.made', 'store'],
  restore: ['backup.restored', 'store'],
  restored: ['backup.restored', 'store'],
  drill: ['backup.drilled', 'store'],
  quality: ['quality.read', 'wave'],
  'import-batch': ['forms.imported', 'file'],
  'acknowledge-forgotten': ['alarm.acknowledged', 'store'],
  'acknowledge-fuller': ['alarm.acknowledged', 'store'],
  'write-off-gaps': ['phone.written-off', 'phone'],
  'keys rotate': ['keys.made', 'wave'],
  'keys export': ['keys.exported', 'file'],
  'keys import': ['keys.imported', 'file'],
  'audit export': ['journal.exported', 'journal'],
  impact: ['impact.read', 'store'],
};

/** Writes down what was done at the machine, before the answer is printed. Of a path only the name of the file is kept. */
export async function noteCommand(
  words: readonly string[],
  given: { readonly positionals: readonly string[]; readonly isByServer: boolean },
  config: Config,
): Promise<void> {
  const noted = notedCommands[words.join(' ')];
  if (noted === undefined) return;
  const [act, objectKind] = noted;
  const objectId = basename(given.positionals[0] ?? '');
  const details: Readonly<Record<string, string>> = given.isByServer ? { by: 'server' } : {};
  const told = { actor: atTheMachine, act, objectKind, objectId, details };
  await withStorage(config, async ({ audit }) =>
    ok(await audit.append(noteOf(told, machineSurroundings.clock))),
  );
}
