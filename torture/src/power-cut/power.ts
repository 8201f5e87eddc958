import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Death } from '../siege/besiege.ts';

/** Answers: the library that tells synced from unsynced, built into this folder; null where nothing here can build it. */
export function buildUnsynced(folder: string): string | null {
  if (process.platform !== 'linux') return null;
  const library = join(folder, 'unsynced.so');
  const source = join(import.meta.dirname, 'unsynced.c');
  try {
    execFileSync('cc', ['-shared', '-fPIC', '-O1', '-o', library, source, '-ldl', '-lpthread'], {
      stdio: 'pipe',
    });
    return library;
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ENOENT') return null;
    throw error;
  }
}

const isStoreFile = (name: string): boolean => name.includes('.sqlite');

/** A cut of the power: each file of the store is what it was when it was last synced; one never synced is not there. */
export function powerCut(library: string, folder: string): Death {
  const survivors = join(folder, 'survivors');
  return {
    env: (dataDir) => ({ LD_PRELOAD: library, STORE: dataDir, SURVIVORS: survivors }),
    prepare(dataDir) {
      rmSync(survivors, { recursive: true, force: true });
      mkdirSync(survivors);
      for (const name of readdirSync(dataDir).filter(isStoreFile))
        copyFileSync(join(dataDir, name), join(survivors, name));
    },
    aftermath(dataDir) {
      for (const name of readdirSync(dataDir).filter(isStoreFile)) rmSync(join(dataDir, name));
      cpSync(survivors, dataDir, { recursive: true });
    },
  };
}
