import { closeSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { connect } from './connect.ts';
import { flush } from '../storage-rules/flush.ts';
import type { OpenStore } from './open-store.ts';

/**
 * Copies the store while others write: one file, whole under its name or not there.
 * Errors:  throws where the file exists, or where disk or store fail; then nothing new is left behind.
 * Rule:    B-04
 */
export async function copyStore(store: OpenStore, file: string): Promise<void> {
  const part = `${file}.part`;
  // Claims the name, so that no backup ever replaces another; from here on it is ours to take back.
  const claim = openSync(file, 'wx', 0o600);
  try {
    closeSync(claim);
    rmSync(part, { force: true });
    closeSync(openSync(part, 'wx', 0o600));
    await store.connection.backup(part);
    await makeOneFile(part);
    flush(part, 'r+');
    renameSync(part, file);
    flush(dirname(file), 'r');
  } catch (error) {
    for (const left of [file, part, `${part}-wal`, `${part}-shm`, `${part}-journal`])
      rmSync(left, { force: true });
    throw error;
  }
}

/** Without the journal files that the running store has beside it: nothing that a copy could forget. */
async function makeOneFile(file: string): Promise<void> {
  const connection = await connect(file, { fileMustExist: true });
  try {
    connection.pragma('journal_mode = DELETE');
  } finally {
    connection.close();
  }
}
