import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { readBackupNotes } from '../care/index.ts';
import { type PeekedBackup, peekBackup, storesIn } from '../storage-sqlite/index.ts';

interface Known extends Omit<PeekedBackup, 'lastHash'> {
  readonly file: string;
  /** What a note says; null for a file without one. */
  readonly madeAt: string | null;
}

/**
 * Answers: the newest backup that holds more than the given one; null where none is known.
 * Shape:   the file, the folders in which backups may lie → a path. Every file of a store there counts, and what the notes
 *          there tell of, also where that file is not within reach. Of one life the higher receipt is more, and of equal
 *          ones the later copy; of two lives what received a form later. When a file was copied says nothing.
 * Errors:  throws never for what cannot be read: it is passed over.
 * Rule:    B-21
 */
export async function newerBackup(
  file: string,
  folders: readonly string[],
): Promise<string | null> {
  const notes = (await Promise.all([...new Set(folders)].map(readBackupNotes))).flat();
  const files = (await Promise.all([...new Set(folders)].map(storesIn))).flat();
  const known: Known[] = [];
  for (const one of new Set([file, ...files])) {
    const held = await peekBackup(one);
    if (held === null) continue;
    const note = notes.find(
      ({ file: noted, incarnation, receipt }) =>
        basename(noted) === basename(one) &&
        incarnation === held.incarnation &&
        receipt === held.receipt,
    );
    known.push({ ...held, file: one, madeAt: note?.madeAt ?? null });
  }
  for (const { file: noted, second, madeAt, incarnation, receipt } of notes) {
    const isSeen = [noted, second].some((one) => known.some((other) => other.file === one));
    const place = [noted, second].find((one) => one !== null && existsSync(one)) ?? noted;
    if (!isSeen) known.push({ file: place, madeAt, incarnation, receipt, receivedAt: null });
  }
  const given = known.find((one) => one.file === file);
  if (given === undefined) return null;
  const newest = known.reduce((best, one) => (holdsMore(one, best) ? one : best), given);
  return newest === given ? null : newest.file;
}

function holdsMore(one: Known, other: Known): boolean {
  if (one.incarnation === other.incarnation) {
    if (one.receipt !== other.receipt) return one.receipt > other.receipt;
    return one.madeAt !== null && other.madeAt !== null && one.madeAt > other.madeAt;
  }
  return lastSign(one) > lastSign(other);
}

const lastSign = ({ receivedAt, madeAt }: Known): string => receivedAt ?? madeAt ?? '';
