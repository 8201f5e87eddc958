import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { type Result, ok, refuse } from '@sipas/shared/kernel';
import { type ImportAnswer, type MissingLine, mergeImportAnswers } from '@sipas/shared/wire';
import { machineSurroundings } from '../surroundings.ts';
import { StoreFull } from '../ports/index.ts';
import type { Refusal } from '../use-cases/refusal.ts';
import { type SyncCases, createSyncCases, inflateFile } from '../use-cases/sync/index.ts';
import { createWaveReader } from '../use-cases/waves/index.ts';
import { optional, takePositionals } from './arguments.ts';
import type { Command, CommandAnswer } from './command.ts';
import { withReference } from './with-storage.ts';
import { unreadable, writeReceipts } from './write-receipts.ts';

const mostBytes = 1024 * 1024 * 1024;

export const importBatchCommand: Command = {
  words: ['import-batch'],
  summary: 'take in batch files from phones; prints the receipts file',
  usage: `FILE … [--receipts FILE]
  FILE             the lines of a push, gzip or not; the same file again is harmless
  --receipts FILE  write the receipts file here instead, to be carried back to the phones

  A file that cannot be read keeps no other from being taken; the command then ends with 1.`,
  options: { receipts: { type: 'string' } },
  async run({ values, positionals, config, folder, note }) {
    const names = takePositionals(positionals, 1, Number.MAX_SAFE_INTEGER);
    const receiptsFile = optional(values, 'receipts');
    const importing = withReference<CommandAnswer>(config, async (storage) => {
      const reader = createWaveReader(storage.waves);
      const sync = createSyncCases({ storage, reader, ...machineSurroundings });
      const files: ImportedFile[] = [];
      for (const name of names) {
        const file = {
          name: basename(name),
          answer: await importFile(sync, resolve(folder, name)),
        };
        note(summaryOf(file));
        files.push(file);
      }
      const merged = mergeAnswers(files);
      if (!merged.ok) return merged;
      if (receiptsFile !== undefined) {
        const written = await writeReceipts(resolve(folder, receiptsFile), merged.value);
        if (!written.ok) return written;
      }
      return ok({
        json: { ...merged.value, files: files.map(countsOf) },
        text:
          receiptsFile === undefined
            ? JSON.stringify(merged.value, null, 2)
            : `receipts file: ${receiptsFile}`,
        failed: files.some(({ answer }) => !answer.ok),
      });
    });
    try {
      return await importing;
    } catch (error) {
      // Before the first line was seen to.
      if (error instanceof StoreFull) return refuse({ code: 'import.no-room', detail: '0' });
      throw error;
    }
  },
};

interface ImportedFile {
  readonly name: string;
  readonly answer: Result<ImportAnswer, Refusal>;
}

/** Errors: file.unreadable where there is no such file or it is over 1 GiB; else those of the import. */
async function importFile(sync: SyncCases, path: string): Promise<Result<ImportAnswer, Refusal>> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    return unreadable(path, error);
  }
  const pieces = await inflateFile(bytes, mostBytes);
  if (pieces === 'too-large') return refuse({ code: 'batch.too-large', detail: basename(path) });
  const answer = await sync.importBatch(pieces);
  return answer.ok ? answer : refuse(withFile(answer.error, basename(path)));
}

const withFile = ({ code, detail }: Refusal, file: string): Refusal => ({
  code,
  detail: [file, detail].filter((part) => part !== undefined && part !== '').join(': '),
});

/** Refused is what gave no answer at all. */
function mergeAnswers(files: readonly ImportedFile[]): Result<ImportAnswer, Refusal> {
  const merged = mergeImportAnswers(
    files.flatMap(({ answer }) => (answer.ok ? [answer.value] : [])),
  );
  if (merged !== null) return ok(merged);
  return files[0]?.answer ?? refuse({ code: 'file.unreadable' });
}

function countsOf({ name, answer }: ImportedFile) {
  if (!answer.ok) return { name, ...answer.error };
  const { receipts, missingLines, passedOver = [], damage } = answer.value;
  const count = (...outcomes: string[]): number =>
    receipts.filter(({ outcome }) => outcomes.includes(outcome)).length;
  return {
    name,
    lines: receipts.length,
    stored: count('stored'),
    alreadyStored: count('already-stored'),
    waiting: count('quarantined', 'conflict', 'fork'),
    missing: missingLines?.length ?? 0,
    passedOver: passedOver.reduce((lines, { from, to }) => lines + to - from + 1, 0),
    ...(damage === undefined ? {} : { damage }),
  };
}

/** Answers: one file in one line for a person, what is missing by number. */
function summaryOf(file: ImportedFile): string {
  const counts = countsOf(file);
  if ('code' in counts) return `${counts.name}: NOT READ, ${counts.code} (${counts.detail ?? ''})`;
  const { name, lines, stored, alreadyStored, waiting, passedOver, damage } = counts;
  const parts = [
    `${String(lines)} lines`,
    `${String(stored)} stored`,
    `${String(alreadyStored)} already here`,
    `${String(waiting)} waiting for a person`,
    ...(passedOver === 0 ? [] : [`${String(passedOver)} NOT KEPT (no forms; keep the file)`]),
  ];
  const missing = file.answer.ok ? (file.answer.value.missingLines ?? []) : [];
  const numbers = missing.length === 0 ? '' : `; missing: ${missing.map(numberOf).join(', ')}`;
  return `${name}: ${parts.join(', ')}${damage === undefined ? '' : `; ${damage}`}${numbers}`;
}

const numberOf = ({ batchId, line, reason }: MissingLine): string =>
  `line ${String(line)} of ${batchId === '' ? 'a batch' : batchId} (${reason})`;
