import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { type Result, ok, refuse } from '@sipas/shared/kernel';
import type { PushAnswer } from '@sipas/shared/wire';
import { machineSurroundings } from '../surroundings.ts';
import type { Refusal } from '../use-cases/refusal.ts';
import { createSyncCases, inflate, isGzip } from '../use-cases/sync/index.ts';
import { createWaveReader } from '../use-cases/waves/index.ts';
import { takePositionals } from './arguments.ts';
import type { Command } from './command.ts';
import { done, withReference } from './with-storage.ts';

const mostBytes = 1024 * 1024 * 1024;

export const importBatchCommand: Command = {
  words: ['import-batch'],
  summary: 'take in batch files from phones; prints the receipts file',
  usage: `FILE …
  FILE   the lines of a push, gzip or not; the same file again is harmless`,
  options: {},
  async run({ positionals, config, folder }) {
    const names = takePositionals(positionals, 1, Number.MAX_SAFE_INTEGER);
    const bodies: Buffer[] = [];
    for (const name of names) {
      const body = await readBatch(resolve(folder, name));
      if (!body.ok) return body;
      bodies.push(body.value);
    }
    return withReference(config, async (storage) => {
      const reader = createWaveReader(storage.waves);
      const sync = createSyncCases({ storage, reader, ...machineSurroundings });
      let merged: PushAnswer | null = null;
      for (const [place, body] of bodies.entries()) {
        const answer = await sync.importBatch(body);
        if (!answer.ok) return refuse(withFile(answer.error, names[place] ?? ''));
        merged = mergeReceipts(merged, answer.value);
      }
      return done(merged, JSON.stringify(merged, null, 2));
    });
  },
};

async function readBatch(file: string): Promise<Result<Buffer, Refusal>> {
  const unreadable = (why: string) =>
    refuse<Refusal>({ code: 'file.unreadable', detail: `${basename(file)}: ${why}` });
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    return unreadable(error instanceof Error ? error.message : String(error));
  }
  if (!isGzip(bytes)) return ok(bytes);
  const inflated = await inflate(bytes, mostBytes);
  return typeof inflated === 'string' ? unreadable(inflated) : ok(inflated);
}

const withFile = ({ code, detail }: Refusal, file: string): Refusal => ({
  code,
  detail: [basename(file), detail].filter((part) => part !== undefined).join(': '),
});

/** Receipts of several files are one list: their lines are numbered on. */
function mergeReceipts(before: PushAnswer | null, answer: PushAnswer): PushAnswer {
  if (before === null) return answer;
  const from = before.receipts.length;
  const receipts = answer.receipts.map((receipt) => ({ ...receipt, line: from + receipt.line }));
  return { ...answer, batchId: before.batchId, receipts: [...before.receipts, ...receipts] };
}
