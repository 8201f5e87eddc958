import { type FileSight, chooseFile } from './choose-file.ts';
import { type JournalFile, openJournalFile } from './journal-file.ts';
import { markedHeadBytes, readHead, writeBytes } from './journal-head.ts';
import { mendMark, unfinishedHead } from './journal-mark.ts';
import { type HeldFile, type JournalDisk, readStretch } from './sync-file.ts';
import { writeGeneration } from './write-generation.ts';

/** The journal and the file in which it lies now. */
export interface Placed {
  readonly name: 'first' | 'second';
  readonly file: HeldFile;
  readonly journal: JournalFile;
}

/** Answers: the journal in the one of the two files that holds it; the other one is given up. */
export function placeOf(first: HeldFile, second: HeldFile, freshId: string): Placed {
  const name = chooseFile(sightOf(first), sightOf(second));
  const [file, other] = name === 'first' ? [first, second] : [second, first];
  const { head } = sightOf(file);
  const isHurt = file.getSize() > 0 && (head === null || head === 'unfinished');
  if (isHurt) mendMark(file, readStretch(file, 0, file.getSize()), freshId);
  const opened = openJournalFile(file, freshId);
  const journal = { ...opened, damaged: opened.damaged || isHurt };
  giveUp(other, name === 'first' ? null : journal.journalId);
  return { name, file, journal };
}

/**
 * Answers: the journal in its other file with these payloads, the old file given up; or that nothing has changed, and
 * what must be done with the other file before the next record (null: nothing).
 */
export async function rewriteInto(
  disk: JournalDisk,
  { name, file, journal }: Placed,
  payloads: readonly string[],
): Promise<Placed | { readonly giveUpRival: (() => boolean) | null }> {
  const otherName = name === 'first' ? 'second' : 'first';
  const { journalId, generation } = journal;
  const other = await disk.open(otherName, true).catch(() => null);
  if (other === null) return { giveUpRival: null };
  const giveUpOther = () => giveUp(other, null);
  try {
    writeGeneration(other, { id: journalId, generation: generation + 1 }, payloads);
    const rewritten = openJournalFile(other, journalId);
    giveUp(file, name === 'first' ? journalId : null);
    return { name: otherName, file: other, journal: rewritten };
  } catch {
    return { giveUpRival: giveUpOther() ? null : giveUpOther };
  }
}

function sightOf(file: HeldFile): FileSight {
  const bytes = file.getSize();
  return { bytes, head: readHead(readStretch(file, 0, Math.min(bytes, markedHeadBytes))) };
}

/** Empties a file that is not the journal and lets go of it; false, and it is still held, when that failed. */
function giveUp(file: HeldFile, guardedBy: string | null): boolean {
  try {
    empty(file, guardedBy);
  } catch {
    return false;
  }
  return true;
}

/** With an id it keeps a head, by which an app of the first release sees that the journal is beyond it. */
function empty(file: HeldFile, guardedBy: string | null): void {
  const head = guardedBy === null ? new Uint8Array() : unfinishedHead(guardedBy);
  const found = readStretch(file, 0, Math.min(file.getSize(), head.length + 1));
  if (found.length !== head.length || found.some((byte, at) => byte !== head[at])) {
    file.truncate(0);
    if (guardedBy !== null) writeBytes(file, head, 0);
    file.flush();
  }
  file.close();
}
