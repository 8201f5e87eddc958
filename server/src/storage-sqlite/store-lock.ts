import { closeSync, existsSync, openSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { StoreLocked } from '../ports/index.ts';
import { connect } from './connect.ts';
import { driverCode } from './driver-code.ts';

const lockFileName = 'sipas.lock';
/** A command that migrates holds the lock for a moment; a server holds it for days. */
const patienceMs = 2000;

export interface StoreLock {
  release(): void;
  /** Releases it, and leaves the folder without its file where there was none before. */
  undo(): Promise<void>;
}

/**
 * Answers: the lock that only one process has at a time: who serves the store, or changes it as a whole.
 * Shape:   a data folder → the lock, held until it is released or the process dies, however it dies: it is a lock of
 *          the system on a small file beside the store, and never a note that outlives its writer.
 * Errors:  throws StoreLocked where another process has it.
 * Rule:    B-01
 */
export async function lockStore(dataDir: string): Promise<StoreLock> {
  const file = join(dataDir, lockFileName);
  const isNew = !existsSync(file);
  for (;;) {
    // Opened and closed by hand only while it is not there: closing it later would drop the lock of this very process.
    if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600));
    const before = inodeOf(file);
    const release = await takeLock(dataDir, file, patienceMs);
    // Whoever undid a lock took its file away: what is held then is a lock that nobody else would meet.
    if (before !== null && before === inodeOf(file))
      return { release, undo: () => undo(file, isNew, release) };
    release();
  }
}

async function undo(file: string, isNew: boolean, release: () => void): Promise<void> {
  // Taken away while it is still held, so that nobody takes this very file for the lock in between.
  // Where the system does not allow that, an empty lock file is left, which keeps nobody out.
  if (isNew) await rm(file, { force: true }).catch(() => undefined);
  release();
}

const inodeOf = (file: string): number | null =>
  statSync(file, { throwIfNoEntry: false })?.ino ?? null;

/** Answers: does another process serve the store, or change it as a whole? Takes the lock for a moment where nobody does. */
export async function isStoreLocked(dataDir: string): Promise<boolean> {
  const file = join(dataDir, lockFileName);
  if (!existsSync(file)) return false;
  try {
    (await takeLock(dataDir, file, 0))();
    return false;
  } catch (error) {
    if (error instanceof StoreLocked) return true;
    throw error;
  }
}

async function takeLock(dataDir: string, file: string, timeout: number): Promise<() => void> {
  const connection = await connect(file, { timeout });
  try {
    connection.exec('begin exclusive');
  } catch (error) {
    connection.close();
    if (driverCode(error).startsWith('SQLITE_BUSY'))
      throw new StoreLocked(`another process has ${dataDir}`, { cause: error });
    throw error;
  }
  return () => {
    connection.close();
  };
}
