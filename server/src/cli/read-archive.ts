import { open } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { type Result, ok, refuse } from '@sipas/shared/kernel';
import type { Refusal } from '../use-cases/refusal.ts';
import { mostBundleBytes } from './read-bundle.ts';

/** Answers: the bytes of a bundle. Errors: file.unreadable; bundle.too-large, before it is read. */
export async function readArchive(file: string): Promise<Result<Buffer, Refusal>> {
  try {
    const handle = await open(resolve(file));
    try {
      const { size } = await handle.stat();
      if (size > mostBundleBytes)
        return refuse({ code: 'bundle.too-large', detail: basename(file) });
      return ok(await handle.readFile());
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error)
      return refuse({ code: 'file.unreadable', detail: `${basename(file)}: ${error.message}` });
    throw error;
  }
}
