import { existsSync } from 'node:fs';
import { copyFile, readFile, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { flush, headFolder } from '../care/index.ts';
import type { Config } from '../config.ts';
import { ingestKeyFile, makePrivateFolder } from '../storage-sqlite/index.ts';

/**
 * Answers: what of a data folder is needed where its store lies in a database: keys, signed heads, the list of withdrawn forms.
 * Shape:   null when all of it lies in the other folder, or is the same there; else the file there that says something else,
 *          and nothing was carried. Where both are one folder nothing is to do.
 * Errors:  throws where a file cannot be read or written.
 * Source:  decision 114.
 * Rule:    Z-12
 */
export async function carryFiles(
  from: string,
  { dataDir, ingestKeys }: Pick<Config, 'dataDir' | 'ingestKeys'>,
): Promise<string | null> {
  if (resolve(from) === resolve(dataDir)) return null;
  const heads = headFolder(from);
  const names = [
    ...['keys/allowance.key', 'keys/audit.key', 'withdrawn.json'],
    ...(existsSync(heads) ? await readdir(heads) : []).map((name) =>
      join(relative(from, heads), name),
    ),
  ];
  const wanted = [
    [ingestKeyFile(from), ingestKeys] as const,
    ...names.map((name) => [join(from, name), join(dataDir, name)] as const),
  ].filter(([here]) => existsSync(here));
  for (const [here, there] of wanted)
    if (existsSync(there) && !(await isSame(here, there))) return there;
  for (const [here, there] of wanted) if (!existsSync(there)) await carry(here, there);
  return null;
}

const isSame = async (one: string, other: string): Promise<boolean> =>
  (await readFile(one)).equals(await readFile(other));

/** Whole under its name, or not there. */
async function carry(here: string, there: string): Promise<void> {
  makePrivateFolder(dirname(there));
  const part = `${there}.part`;
  await rm(part, { force: true });
  await copyFile(here, part);
  await flush(part, 'r+');
  await rename(part, there);
  await flush(dirname(there), 'r');
}
