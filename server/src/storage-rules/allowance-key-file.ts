import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makePrivateFolder } from './private-folder.ts';

const keyBytes = 32;

export const allowanceKeyFile = (dataDir: string): string => join(dataDir, 'keys', 'allowance.key');

/** Answers: the key in this file; null where there is none. Throws where the file holds no key. */
export function readKeyFile(file: string): Buffer | null {
  let key: Buffer;
  try {
    key = readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  if (key.length !== keyBytes) throw new Error(`${file} is no key of ${String(keyBytes)} bytes`);
  return key;
}

/**
 * Makes the key that none but its owner can read. It appears whole or not at all, and where another process made one
 * at the same moment, that one is taken.
 */
export function makeKeyFile(file: string): Buffer {
  makePrivateFolder(dirname(file));
  const part = `${file}.${randomBytes(8).toString('hex')}.part`;
  const handle = openSync(part, 'wx', 0o600);
  try {
    writeSync(handle, randomBytes(keyBytes));
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  try {
    linkSync(part, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(part);
  }
  const key = readKeyFile(file);
  if (key === null) throw new Error(`${file} was made and is not there`);
  return key;
}
