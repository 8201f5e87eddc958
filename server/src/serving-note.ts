import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isStoreLocked } from './storage-sqlite/index.ts';

const noteFile = (dataDir: string): string => join(dataDir, 'serving.json');

export const writeServingNote = (dataDir: string, origin: string): Promise<void> =>
  writeFile(noteFile(dataDir), `${JSON.stringify({ origin })}\n`, { mode: 0o600 });

export const removeServingNote = (dataDir: string): Promise<void> =>
  rm(noteFile(dataDir), { force: true });

/**
 * Answers: the origin under which a server serves this data folder now; null where none does.
 * Shape:   its note, believed only while somebody has the lock of the store: a killed server leaves its note behind.
 * Errors:  throws never for a note that cannot be read: then nobody knows.
 * Rule:    B-20
 */
export async function servedOrigin(dataDir: string): Promise<string | null> {
  if (!(await isStoreLocked(dataDir))) return null;
  try {
    const { origin } = JSON.parse(await readFile(noteFile(dataDir), 'utf8')) as { origin: unknown };
    return typeof origin === 'string' ? origin : null;
  } catch {
    return null;
  }
}
