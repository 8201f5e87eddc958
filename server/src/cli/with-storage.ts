import { statSync } from 'node:fs';
import { join } from 'node:path';
import { type Result, ok, refuse } from '@sipas/shared/kernel';
import type { Config } from '../config.ts';
import type { Storage } from '../ports/index.ts';
import { readReference, shippedData } from '../reference-data/read-reference.ts';
import { servedOrigin } from '../serving-note.ts';
import {
  type StorePlace,
  createSqliteStorage,
  namingFolder,
  storeFileName,
} from '../storage-sqlite/index.ts';
import { machineSurroundings } from '../surroundings.ts';
import { type ReferenceData, loadReference } from '../use-cases/load-reference.ts';
import type { Refusal } from '../use-cases/refusal.ts';

/** Where the store lies, and its file of keys where that is not in the same folder. */
type Place = Pick<Config, 'dataDir'> & Partial<Pick<Config, 'ingestKeys'>>;

const keysAt = (ingestKeys: string | undefined) => (ingestKeys === undefined ? {} : { ingestKeys });

/**
 * Opens the store of a data folder for one command and closes it after. A server may run beside it.
 * Errors:  store.empty where the folder holds no store: a mistyped folder must not look like a sound, empty one.
 */
export async function withStorage<T>(
  { dataDir, ingestKeys }: Place,
  use: (storage: Storage) => Promise<Result<T, Refusal>>,
): Promise<Result<T, Refusal>> {
  if (!isThere(dataDir)) return refuse({ code: 'store.empty', detail: dataDir });
  return openAndUse({ dataDir, ...keysAt(ingestKeys) }, use);
}

/** A folder that may not be entered is no empty one. */
function isThere(dataDir: string): boolean {
  try {
    statSync(join(dataDir, storeFileName));
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw namingFolder(error, dataDir);
  }
}

/** The same, making the store where there is none, with the shipped units and instruments in it. */
export async function withReference<T>(
  { dataDir, ingestKeys, alone = false }: Place & { readonly alone?: boolean },
  use: (storage: Storage, reference: ReferenceData) => Promise<Result<T, Refusal>>,
): Promise<Result<T, Refusal>> {
  const reference = await readReference(shippedData);
  if (!reference.ok) return reference;
  return openAndUse({ dataDir, alone, ...keysAt(ingestKeys) }, async (storage) => {
    await loadReference(storage.waves, reference.value);
    return use(storage, reference.value);
  });
}

async function openAndUse<T>(
  place: Pick<StorePlace, 'dataDir' | 'alone' | 'ingestKeys'>,
  use: (storage: Storage) => Promise<T>,
): Promise<T> {
  const storage = await createSqliteStorage({ ...place, ...machineSurroundings });
  try {
    return await use(storage);
  } finally {
    await storage.keeper.close();
  }
}

/**
 * Answers: the origin that links and QR codes carry: the public one that is set, else that of the server which runs on the
 *          folder, else where one would listen.
 */
export async function originOf({ origin, host, port, dataDir }: Config): Promise<string> {
  const configured = `http://${host.includes(':') ? `[${host}]` : host}:${String(port)}`;
  return origin ?? (await servedOrigin(dataDir)) ?? configured;
}

export const done = (json: unknown, text: string) => ok({ json, text });
