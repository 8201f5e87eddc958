import { closeSync, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { StoreLocked } from '../ports/index.ts';
import { connect } from './connect.ts';
import { driverCode } from './driver-code.ts';

const lockFileName = 'sipas.lock';
/** A command that migrates holds the lock for a moment; a server holds it for days. */
const patienceMs = 2000;

export interface StoreLock {
  release(): void;
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
  // Opened and closed by hand only while it is not there: closing it later would drop the lock of this very process.
  if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600));
  return takeLock(dataDir, file, patienceMs);
}

/** Answers: does another process serve the store, or change it as a whole? Takes the lock for a moment where nobody does. */
export async function isStoreLocked(dataDir: string): Promise<boolean> {
  const file = join(dataDir, lockFileName);
  if (!existsSync(file)) return false;
  try {
    (await takeLock(dataDir, file, 0)).release();
    return false;
  } catch (error) {
    if (error instanceof StoreLocked) return true;
    throw error;
  }
}

async function takeLock(dataDir: string, file: string, timeout: number): Promise<StoreLock> {
  const connection = await connect(file, { timeout });
  try {
    connection.exec('begin exclusive');
  } catch (error) {
    connection.close();
    if (driverCode(error).startsWith('SQLITE_BUSY'))
      throw new StoreLocked(`another process has ${dataDir}`, { cause: error });
    throw error;
  }
  return { release: () => connection.close() };
}
