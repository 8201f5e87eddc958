import { parseArgs } from 'node:util';
import { type ProblemCode, problemKind } from '@sipas/shared/problems';
import { readConfig } from '../config.ts';
import { insteadOf } from '../open-storage.ts';
import {
  StoreBusy,
  StoreDamaged,
  StoreFull,
  StoreLocked,
  StoreNewer,
  StoreUnusable,
} from '../ports/index.ts';
import { PortTaken } from '../main.ts';
import type { Refusal } from '../use-cases/refusal.ts';
import { acknowledgeCommand } from './acknowledge.ts';
import { acknowledgeFullerCommand } from './acknowledge-fuller.ts';
import { allowancesDeleteCommand } from './allowances-delete.ts';
import { auditExportCommand, auditHeadCommand, auditVerifyCommand } from './audit.ts';
import { noteCommand } from './noted-commands.ts';
import { backedUpCommand } from './backed-up.ts';
import { backupCommand } from './backup.ts';
import { checkBackupCommand } from './check-backup.ts';
import { cleanBackupsCommand } from './clean-backups.ts';
import { type Command, type CommandAnswer, UsageFault } from './command.ts';
import { compareCommand } from './compare.ts';
import { copyCommand } from './copy.ts';
import {
  deviceAdoptCommand,
  deviceMoveCommand,
  deviceRevokeCommand,
  deviceUnknownCommand,
} from './device.ts';
import { demoCommand } from './demo.ts';
import { drillCommand } from './drill.ts';
import { enrolCommand } from './enrol.ts';
import { estimateCommand } from './estimate.ts';
import { exportCommand } from './export.ts';
import { groupingExportCommand, groupingImportCommand } from './grouping.ts';
import { impactCommand } from './impact.ts';
import { importBatchCommand } from './import-batch.ts';
import { instrumentCompareCommand } from './instrument-compare.ts';
import { instrumentPublishCommand } from './instrument-publish.ts';
import {
  keysExportCommand,
  keysImportCommand,
  keysListCommand,
  keysRotateCommand,
} from './keys.ts';
import { qualityCommand } from './quality.ts';
import { reportCommand } from './report.ts';
import { restoreCommand } from './restore.ts';
import { restoredCommand } from './restored.ts';
import { retentionCommand } from './retention.ts';
import { sampleAllocateCommand } from './sample-allocate.ts';
import { sampleDrawCommand } from './sample-draw.ts';
import { sampleSizeCommand } from './sample-size.ts';
import { scoreCommand } from './score.ts';
import { serveCommand } from './serve.ts';
import { unitsOnCommand } from './units-on.ts';
import { unitsTraceCommand } from './units-trace.ts';
import { userAddCommand } from './user-add.ts';
import { userPasswordCommand, userSecondFactorCommand } from './user-accounts.ts';
import { verifyCommand } from './verify.ts';
import { waveCloseCommand, waveReopenCommand } from './wave-close.ts';
import { waveCreateCommand } from './wave-create.ts';
import {
  waveEditionChangesCommand,
  waveEditionCommand,
  waveEditionsCommand,
  waveFreezeCommand,
} from './wave-editions.ts';
import { waveWeightsCommand } from './wave-weights.ts';
import { weightsCommand } from './weights.ts';
import { writeOffGapsCommand } from './write-off-gaps.ts';

const commands: readonly Command[] = [
  serveCommand,
  demoCommand,
  userAddCommand,
  userPasswordCommand,
  userSecondFactorCommand,
  waveCreateCommand,
  waveCloseCommand,
  waveReopenCommand,
  waveFreezeCommand,
  waveEditionsCommand,
  waveEditionCommand,
  waveEditionChangesCommand,
  waveWeightsCommand,
  instrumentCompareCommand,
  instrumentPublishCommand,
  enrolCommand,
  deviceUnknownCommand,
  deviceAdoptCommand,
  deviceMoveCommand,
  deviceRevokeCommand,
  scoreCommand,
  estimateCommand,
  compareCommand,
  unitsOnCommand,
  unitsTraceCommand,
  groupingExportCommand,
  groupingImportCommand,
  sampleSizeCommand,
  sampleAllocateCommand,
  sampleDrawCommand,
  weightsCommand,
  qualityCommand,
  exportCommand,
  reportCommand,
  verifyCommand,
  auditHeadCommand,
  auditVerifyCommand,
  auditExportCommand,
  backupCommand,
  checkBackupCommand,
  cleanBackupsCommand,
  restoreCommand,
  restoredCommand,
  drillCommand,
  copyCommand,
  backedUpCommand,
  importBatchCommand,
  keysListCommand,
  keysRotateCommand,
  keysExportCommand,
  keysImportCommand,
  acknowledgeCommand,
  acknowledgeFullerCommand,
  writeOffGapsCommand,
  allowancesDeleteCommand,
  retentionCommand,
  impactCommand,
];

/** `unheard`: done, but nobody read the answer to its end; 128 and the number of SIGPIPE, as of other programs. */
export const exitCodes = { done: 0, refused: 1, usage: 2, unheard: 141 } as const;

/** Where a command is run, and where its words go. */
export interface Terminal {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly folder: string;
  out(text: string | Uint8Array): void;
  err(text: string): void;
}

const common = {
  data: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** Runs one command of the operator; answers its exit code: 0 done, 1 refused, 2 usage. */
export async function runCli(args: readonly string[], terminal: Terminal): Promise<number> {
  const command = commands.find(({ words }) => words.every((word, place) => args[place] === word));
  if (command === undefined) {
    const wantsHelp = args.length === 0 || args[0] === '--help' || args[0] === '-h';
    if (wantsHelp) terminal.out(printOverview());
    else terminal.err(`there is no command ${args.join(' ')}\n\n${printOverview()}`);
    return wantsHelp ? exitCodes.done : exitCodes.usage;
  }
  const isJson = args.includes('--json');
  try {
    return await runCommand(command, args.slice(command.words.length), terminal);
  } catch (error) {
    if (error instanceof UsageFault || isParseFault(error)) {
      terminal.err(`${error.message}\n\n${printHelp(command)}`);
      return exitCodes.usage;
    }
    const detail = error instanceof Error ? error.message : String(error);
    refuseAloud({ code: codeOfDefect(error), detail }, isJson, terminal);
    return exitCodes.refused;
  }
}

async function runCommand(
  command: Command,
  args: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { ...common, ...command.options },
    allowPositionals: true,
  });
  if (values.help) {
    terminal.out(printHelp(command));
    return exitCodes.done;
  }
  const isJson = values.json;
  const config = readConfig(
    terminal.environment,
    typeof values.data === 'string' ? { dataDir: values.data } : {},
  );
  if (!config.ok) {
    const { variable, problem, code } = config.error;
    if (code === undefined) throw new UsageFault(`${variable} ${problem}`);
    refuseAloud({ code, detail: `${variable} ${problem}` }, isJson, terminal);
    return exitCodes.refused;
  }
  const instead = insteadOf(config.value.database, command.words);
  if (instead !== null) {
    refuseAloud({ code: 'database.not-offered', detail: instead }, isJson, terminal);
    return exitCodes.refused;
  }
  const answer = await command.run({
    values,
    positionals,
    config: config.value,
    folder: terminal.folder,
    tell: (text) => (isJson ? terminal.err : terminal.out)(`${text}\n`),
    note: (text) => terminal.err(`${text}\n`),
  });
  if (!answer.ok) {
    refuseAloud(answer.error, isJson, terminal);
    return exitCodes.refused;
  }
  const isByServer = 'nightly' in values && values.nightly === true;
  await noteCommand(command.words, { positionals, isByServer }, config.value);
  printAnswer(answer.value, isJson, terminal);
  const failed = 'failed' in answer.value && answer.value.failed;
  return failed ? exitCodes.refused : exitCodes.done;
}

function printAnswer(answer: CommandAnswer, isJson: boolean, { out }: Terminal): void {
  if ('csv' in answer) {
    const { name, csv } = answer;
    out(isJson ? `${JSON.stringify({ name, csv: csv.toString('utf8') })}\n` : csv);
    return;
  }
  out(`${isJson ? JSON.stringify(answer.json) : answer.text}\n`);
}

function refuseAloud({ code, detail }: Refusal, isJson: boolean, { out, err }: Terminal): void {
  const { vi, en } = problemKind(code);
  if (isJson) out(`${JSON.stringify({ error: { code, detail: detail ?? '', vi, en } })}\n`);
  else err(`${code}${detail === undefined ? '' : `: ${detail}`}\n${vi}\n${en}\n`);
}

function codeOfDefect(error: unknown): ProblemCode {
  if (error instanceof StoreFull) return 'store.full';
  if (error instanceof StoreBusy) return 'server.busy';
  if (error instanceof StoreLocked) return 'store.locked';
  if (error instanceof StoreNewer) return 'store.newer';
  if (error instanceof StoreUnusable) return 'store.unusable';
  if (error instanceof PortTaken) return 'server.port-taken';
  return error instanceof StoreDamaged ? 'store.damaged' : 'server.internal';
}

const isParseFault = (error: unknown): error is Error =>
  error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_');

function printOverview(): string {
  const lines = commands.map(({ words, summary }) => `  ${words.join(' ').padEnd(18)} ${summary}`);
  return `sipas COMMAND [options]\n\n${lines.join('\n')}\n\nEvery command has --help, --data DIR and --json.\n`;
}

const printHelp = ({ words, summary, usage }: Command): string =>
  `sipas ${words.join(' ')} ${usage}\n\n${summary}\n  --data DIR   where the store lies (SIPAS_DATA_DIR, ./var)\n  --json       one JSON document on standard output\n`;
