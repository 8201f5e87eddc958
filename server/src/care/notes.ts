import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type {
  BackupNote,
  DrillNote,
  ForgottenNote,
  FullerBackup,
  FullerSeen,
} from '../ports/index.ts';

/** Where backups lie that nobody placed, and the notes about all of them. */
export const backupFolder = (dataDir: string): string => join(dataDir, 'backups');
const drillNoteName = 'last-drill.json';
const forgottenNoteName = 'forgotten.json';
const fullerNoteName = 'fuller.json';
const fullerSeenName = 'fuller-seen.json';
const secondPlaceName = 'second-place.json';
const keysCopiedName = 'keys-copied.json';

/** Answers: the name of the note about a backup; the backup itself may lie elsewhere. */
const noteName = (file: string, madeAt: string): string =>
  `${basename(file, '.sqlite')}-${madeAt.replaceAll(/[-:.]/g, '')}.note.json`;

/** Answers: the notes of a folder, the newest backup first. What is no note, or half of one, is passed over. */
export async function readBackupNotes(folder: string): Promise<readonly BackupNote[]> {
  const names = await readdir(folder).catch(() => []);
  const notes: BackupNote[] = [];
  for (const name of names.filter((one) => one.endsWith('.note.json'))) {
    const note = await readJson(join(folder, name));
    if (isBackupNote(note)) notes.push(note);
  }
  return notes.sort((a, b) => (a.madeAt < b.madeAt ? 1 : -1));
}

export const writeBackupNote = (folder: string, note: BackupNote): Promise<void> =>
  writeJson(join(folder, noteName(note.file, note.madeAt)), note);

export const removeBackupNote = (folder: string, { file, madeAt }: BackupNote): Promise<void> =>
  rm(join(folder, noteName(file, madeAt)), { force: true });

export async function readDrillNote(folder: string): Promise<DrillNote | null> {
  const note = await readJson(join(folder, drillNoteName));
  return hasMembers(note, ['at', 'file', 'envelopes', 'differences', 'tookMs'])
    ? (note as DrillNote)
    : null;
}

export const writeDrillNote = (folder: string, note: DrillNote): Promise<void> =>
  writeJson(join(folder, drillNoteName), note);

export async function readForgottenNote(folder: string): Promise<ForgottenNote | null> {
  const note = await readJson(join(folder, forgottenNoteName));
  return hasMembers(note, ['firstAt', 'lastAt', 'phoneReceipt', 'storeReceipt', 'devices'])
    ? (note as ForgottenNote)
    : null;
}

export const writeForgottenNote = (folder: string, note: ForgottenNote): Promise<void> =>
  writeJson(join(folder, forgottenNoteName), note);

/** Which backups were told to hold more than the store, and of which life of it that was said. */
export interface FullerNote {
  readonly life: string;
  readonly told: readonly FullerBackup[];
}

export async function readFullerNote(folder: string): Promise<FullerNote | null> {
  const note = await readJson(join(folder, fullerNoteName));
  return hasMembers(note, ['life', 'told']) ? (note as FullerNote) : null;
}

export const writeFullerNote = (folder: string, note: FullerNote): Promise<void> =>
  writeJson(join(folder, fullerNoteName), note);

/** Answers: who has seen to which fuller backup, oldest first. A file of its own: the server writes the other one. */
export async function readFullerSeen(folder: string): Promise<readonly FullerSeen[]> {
  const note = await readJson(join(folder, fullerSeenName));
  return Array.isArray(note) ? (note as FullerSeen[]) : [];
}

export const addFullerSeen = async (folder: string, seen: FullerSeen): Promise<void> =>
  writeJson(join(folder, fullerSeenName), [...(await readFullerSeen(folder)), seen]);

/** Keeps whether the server that looks after this store has a second place: only what lies there is safe then. */
export const noteSecondPlace = (folder: string, isUsed: boolean): Promise<void> =>
  writeJson(join(folder, secondPlaceName), { isUsed });

/** Answers: does the server that looks after this store have a second place, as far as is known? */
export async function usesSecondPlace(folder: string): Promise<boolean> {
  const note = await readJson(join(folder, secondPlaceName));
  return hasMembers(note, ['isUsed']) && (note as { isUsed: unknown }).isUsed === true;
}

/** Keeps which keys of sealed forms were copied for safe keeping; where that copy lies only people know. */
export const noteKeysCopied = async (folder: string, keyIds: readonly string[]): Promise<void> =>
  writeJson(join(folder, keysCopiedName), {
    keyIds: [...new Set([...(await readKeysCopied(folder)), ...keyIds])],
  });

/** Answers: the keys of which a copy was ever made. */
export async function readKeysCopied(folder: string): Promise<readonly string[]> {
  const note = await readJson(join(folder, keysCopiedName));
  if (!hasMembers(note, ['keyIds'])) return [];
  const { keyIds } = note as { keyIds: unknown };
  return Array.isArray(keyIds) ? keyIds.filter((id) => typeof id === 'string') : [];
}

const isBackupNote = (note: unknown): note is BackupNote =>
  hasMembers(note, ['file', 'second', 'madeAt', 'incarnation', 'receipt', 'envelopes', 'bytes']);

const hasMembers = (value: unknown, names: readonly string[]): boolean =>
  typeof value === 'object' && value !== null && names.every((name) => name in value);

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return null;
  }
}

/** Whole or not at all, so that a note never says half of what it should. */
async function writeJson(file: string, content: object): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const part = `${file}.part`;
  await writeFile(part, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  await rename(part, file);
}
