import { type Result, ok, refuse } from '@sipas/shared/kernel';
import type { Config } from '../config.ts';
import { isStoreThere, openStorage } from '../open-storage.ts';
import type { Storage } from '../ports/index.ts';
import { readReference, shippedData } from '../reference-data/read-reference.ts';
import { servedOrigin } from '../serving-note.ts';
import { machineSurroundings } from '../surroundings.ts';
import { type ReferenceData, loadReference } from '../use-cases/load-reference.ts';
import type { Refusal } from '../use-cases/refusal.ts';

/** Where the store lies, and its file of keys where that is not in the same folder. */
type Place = Pick<Config, 'dataDir'> & Partial<Pick<Config, 'ingestKeys' | 'database'>>;

/** Of a whole configuration what a store needs. */
const placeOf = ({ dataDir, ingestKeys, database }: Place) => ({
  ...{ dataDir, ...machineSurroundings },
  ...(ingestKeys === undefined ? {} : { ingestKeys }),
  ...(database === undefined ? {} : { database }),
});

/**
 * Opens the store of a data folder for one command and closes it after. A server may run beside it.
 * Errors:  store.empty where the folder holds no store: a mistyped folder must not look like a sound, empty one.
 */
export async function withStorage<T>(
  given: Place,
  use: (storage: Storage) => Promise<Result<T, Refusal>>,
): Promise<Result<T, Refusal>> {
  const place = placeOf(given);
  if (!(await isStoreThere(place))) return refuse({ code: 'store.empty', detail: nameOf(given) });
  return openAndUse(place, use);
}

const nameOf = ({ dataDir, database }: Place): string =>
  database?.kind === 'postgres' ? `SIPAS_PROVINCE ${database.province}` : dataDir;

/** The same, making the store where there is none, with the shipped units and instruments in it. */
export async function withReference<T>(
  { alone = false, ...given }: Place & { readonly alone?: boolean },
  use: (storage: Storage, reference: ReferenceData) => Promise<Result<T, Refusal>>,
): Promise<Result<T, Refusal>> {
  const reference = await readReference(shippedData);
  if (!reference.ok) return reference;
  return openAndUse({ ...placeOf(given), alone }, async (storage) => {
    await loadReference(storage.waves, reference.value);
    return use(storage, reference.value);
  });
}

async function openAndUse<T>(
  place: Parameters<typeof openStorage>[0],
  use: (storage: Storage) => Promise<T>,
): Promise<T> {
  const storage = await openStorage(place);
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
