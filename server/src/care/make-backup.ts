import { chmod, copyFile, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import {
  type BackupCheck,
  type BackupNote,
  type CareFailure,
  type Clock,
  StoreFull,
  type StoreKeeper,
} from '../ports/index.ts';
import { flush } from './flush.ts';
import { readBackupNotes, removeBackupNote, usesSecondPlace, writeBackupNote } from './notes.ts';
import { backupsToDelete } from './rotation.ts';

export interface BackupNeeds {
  readonly keeper: Pick<StoreKeeper, 'copyTo' | 'raiseSafeReceipt' | 'mayGo'>;
  /** Reads a copy whole; done by another process where this one serves. */
  readonly check: (file: string) => Promise<BackupCheck>;
  readonly clock: Clock;
  readonly folder: string;
  /** Another disk or machine, mounted; null where there is none. */
  readonly secondPlace: string | null;
}

/** A backup did not come about. The store is as it was, and no receipt was called safe. */
export class BackupFailed extends Error {
  override readonly name = 'BackupFailed';
  readonly kind: CareFailure;

  constructor(kind: CareFailure, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.kind = kind;
  }
}

/**
 * Makes one backup: copy, read it whole, note it, carry it to the second place and read it whole there.
 * Answers: the note of the backup. Receipts up to its last are safe now: with a second place because they lie there,
 *          without one because they lie in the verified copy here. A copy that somebody placed elsewhere, or one made without
 *          the second place that the server of this store has, calls nothing safe: nobody knows how long it is kept.
 * Errors:  throws BackupFailed; what was verified before stays, and nothing half is left.
 * Rule:    B-07
 */
export async function makeBackup(needs: BackupNeeds, placed?: string): Promise<BackupNote> {
  const { keeper, check, clock, folder } = needs;
  const madeAt = clock.now();
  const file = placed ?? join(folder, `sipas-${madeAt.replaceAll(/[-:.]/g, '')}.sqlite`);
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch(failAs('failed'));
  // First what is let go, so that its room is there for the new one.
  await rotate(keeper, folder, madeAt).catch(failAs('failed'));
  await keeper.copyTo(file).catch(failAs('failed'));
  const { incarnation, receipt, envelopes } = await verified(check, file);
  const { size: bytes } = await stat(file).catch(failAs('failed'));
  const found = { incarnation, receipt, envelopes, bytes };
  const note: BackupNote = { file, second: null, madeAt, ...found };
  await writeBackupNote(folder, note).catch(failAs('failed'));
  return finishBackup(needs, note);
}

/** The rest of a backup whose copy here is verified: also for one whose second place could not be reached before. */
export async function finishBackup(needs: BackupNeeds, made: BackupNote): Promise<BackupNote> {
  const { keeper, check, clock, folder, secondPlace } = needs;
  let note = made;
  if (secondPlace !== null) {
    await rotate(keeper, secondPlace, clock.now()).catch(failAs('second-place'));
    const second = await carry(made.file, secondPlace).catch(failAs('second-place'));
    await verified(check, second);
    note = { ...made, second };
    await writeBackupNote(secondPlace, note).catch(failAs('second-place'));
    await writeBackupNote(folder, note).catch(failAs('failed'));
  }
  if (!(await isKept(note, folder))) return note;
  await keeper.raiseSafeReceipt(note.receipt).catch(failAs('failed'));
  return note;
}

/** Answers: does this backup lie where backups are kept for as long as they are needed? */
export async function isKept(note: BackupNote, folder: string): Promise<boolean> {
  if (note.second !== null) return true;
  return dirname(note.file) === folder && !(await usesSecondPlace(folder));
}

async function verified(check: BackupNeeds['check'], file: string): Promise<BackupCheck> {
  const found = await check(file).catch(failAs('failed'));
  const [first] = found.differences;
  if (first === undefined) return found;
  await rm(file, { force: true });
  const why = `${file}: ${first.check} ${first.where}: ${first.stored}, expected ${first.expected}`;
  throw new BackupFailed('broken-copy', new Error(why));
}

/** Copies a file into a folder: durable and whole under its name, or not there. */
async function carry(file: string, folder: string): Promise<string> {
  const target = join(folder, basename(file));
  const part = `${target}.part`;
  try {
    // A place that is not mounted is no place: the folder must be there already.
    await copyFile(file, part);
    await chmod(part, 0o600);
    await flush(part, 'r+');
    await rename(part, target);
    await flush(folder, 'r');
    return target;
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    throw error;
  }
}

/**
 * Lets old backups go, and never one with a form that neither the store nor another file beside it holds: that one stays
 * until the store has its forms, or a person moves it away.
 * Rule:    B-27
 */
async function rotate(
  { mayGo }: Pick<StoreKeeper, 'mayGo'>,
  folder: string,
  now: string,
): Promise<void> {
  const notes = await readBackupNotes(folder);
  // One that the operator placed elsewhere is the operator's.
  const ours = notes.filter(({ file, second }) =>
    [file, second].includes(join(folder, basename(file))),
  );
  for (const note of backupsToDelete(ours, now)) {
    const file = join(folder, basename(note.file));
    if (!(await mayGo(file)) && !(await isGone(file))) continue;
    await rm(file, { force: true });
    await removeBackupNote(folder, note);
  }
  await removeOldParts(folder, now);
  for (const file of await older(folder, now, longestKeptMs, isMigrationCopy))
    if (await mayGo(file)) await rm(file, { force: true });
}

const isGone = (file: string): Promise<boolean> =>
  stat(file).then(
    () => false,
    (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT',
  );

const longestKeptMs = 35 * 24 * 60 * 60 * 1000;

const isMigrationCopy = (name: string): boolean =>
  name.startsWith('before-migration-') && name.endsWith('.sqlite');

/** What a copy that was killed left behind; another may be under way beside this one. */
async function removeOldParts(folder: string, now: string): Promise<void> {
  const isPart = (name: string) => /\.part(-wal|-shm|-journal)?$/.test(name);
  for (const file of await older(folder, now, 24 * 60 * 60 * 1000, isPart))
    await rm(file, { force: true });
}

async function older(
  folder: string,
  now: string,
  ageMs: number,
  isMeant: (name: string) => boolean,
): Promise<string[]> {
  const found: string[] = [];
  for (const name of (await readdir(folder)).filter(isMeant)) {
    const file = join(folder, name);
    const about = await stat(file).catch(() => null);
    if (about !== null && about.mtimeMs < Date.parse(now) - ageMs) found.push(file);
  }
  return found;
}

const failAs =
  (kind: CareFailure) =>
  (error: unknown): never => {
    if (error instanceof BackupFailed) throw error;
    throw new BackupFailed(isFull(error) && kind === 'failed' ? 'no-space' : kind, error);
  };

const isFull = (error: unknown): boolean =>
  error instanceof StoreFull ||
  (error instanceof Error && 'code' in error && error.code === 'ENOSPC');
