import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, open, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Dice in [0, 1). */
export type Roll = () => number;

/** What is done to the files of a browser that does not run. */
export const newProfile = (): Promise<string> => mkdtemp(join(tmpdir(), 'sipas-torture-phone-'));

/** Answers: a copy of the phone, as a restored backup is one. */
export async function copyProfile(profile: string): Promise<string> {
  const copy = await newProfile();
  // A killed browser leaves its lock behind, which names the process and not the files.
  await cp(profile, copy, {
    recursive: true,
    filter: (source) => !/Singleton(Lock|Cookie|Socket)$/.test(source),
  });
  return copy;
}

/** The browser's own way to lose: the folder with all databases of the origin is gone. */
export async function deleteDatabases(profile: string): Promise<void> {
  await rm(join(profile, 'Default/IndexedDB'), { recursive: true, force: true });
}

/** Some bytes of the databases' logs are others. */
export async function flipDatabases(profile: string, roll: Roll): Promise<void> {
  for (const file of await filesUnder(join(profile, 'Default/IndexedDB')))
    if (/\.(log|ldb)$/.test(file)) await flip(file, roll);
}

/** Answers: where the journal lies on the disk; null when the phone has none. */
export async function journalOf(profile: string): Promise<string | null> {
  for (const file of await filesUnder(join(profile, 'Default/File System'))) {
    const head = Buffer.alloc(8);
    const handle = await open(file);
    await handle.read(head, 0, 8, 0).finally(() => handle.close());
    if (head.toString('latin1') === 'SIPASJNL') return file;
  }
  return null;
}

/** Some bytes of the journal are others, wherever they lie. */
export async function flipJournal(profile: string, roll: Roll): Promise<void> {
  const file = await journalOf(profile);
  if (file !== null) await flip(file, roll);
}

/** The journal ends earlier, wherever that is. */
export async function cutJournal(profile: string, roll: Roll): Promise<void> {
  const file = await journalOf(profile);
  if (file === null) return;
  const bytes = await readFile(file);
  await writeFile(file, bytes.subarray(0, Math.floor(roll() * bytes.length)));
}

/** Half a record hangs at the end of the journal, as a write leaves it that the power cut off. */
export async function tearJournal(profile: string, roll: Roll): Promise<void> {
  const file = await journalOf(profile);
  if (file === null) return;
  const handle = await open(file, 'a');
  await handle.write(randomBytes(1 + Math.floor(roll() * 400))).finally(() => handle.close());
}

async function flip(file: string, roll: Roll): Promise<void> {
  const bytes = await readFile(file);
  if (bytes.length === 0) return;
  for (let count = 1 + Math.floor(roll() * 3); count > 0; count -= 1) {
    const at = Math.floor(roll() * bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(roll() * 8));
  }
  await writeFile(file, bytes);
}

async function filesUnder(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
