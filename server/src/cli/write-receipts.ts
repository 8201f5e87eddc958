import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type Result, ok, refuse } from '@sipas/shared/kernel';
import type { ImportAnswer } from '@sipas/shared/wire';
import type { Refusal } from '../use-cases/refusal.ts';

/** Writes the receipts file that is carried back to the phones. Errors: file.unreadable, naming the file. */
export async function writeReceipts(
  path: string,
  answer: ImportAnswer,
): Promise<Result<null, Refusal>> {
  try {
    await writeFile(path, `${JSON.stringify(answer, null, 2)}\n`);
    return ok(null);
  } catch (error) {
    return unreadable(path, error);
  }
}

/** Answers: a refusal that names the file and what the system says of it. */
export const unreadable = (path: string, error: unknown) =>
  refuse<Refusal>({
    code: 'file.unreadable',
    detail: `${basename(path)}: ${error instanceof Error ? error.message : String(error)}`,
  });
