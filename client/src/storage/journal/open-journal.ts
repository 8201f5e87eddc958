import { storageFailed } from '../shelf-fault.ts';
import { type FileSight, chooseFile } from './choose-file.ts';
import { type JournalFile, openJournalFile } from './journal-file.ts';
import { markedHeadBytes, readHead, unfinishedHead, writeBytes } from './journal-head.ts';
import { type HeldFile, type JournalDisk, readStretch } from './sync-file.ts';

/** The journal of this phone, in whichever of its two files it lies. */
export interface RewritableJournal extends Pick<JournalFile, 'position' | 'append' | 'read'> {
  /** Another one after each rewriting. */
  readonly id: string;
  readonly damaged: boolean;
  /** False, and nothing has changed, when there is no room or the file will not have it. */
  rewrite(payloads: readonly string[]): Promise<boolean>;
}

/**
 * Answers: the journal of this phone, with what a killed rewriting left cleared away.
 * Shape:   rewriting goes into the other file, which becomes the journal by its mark; then the old one is given up. What
 *          could not be given up is tried again: at the next opening, or, if it would be taken for the journal, before
 *          the next record.
 * Errors:  rejects with a ShelfFault; files of a newer format are left as they are.
 * Rule:    D-32
 */
export async function openJournal(disk: JournalDisk, freshId: string): Promise<RewritableJournal> {
  const first = await disk.open('first', true);
  if (first === null) throw new Error('the first file of the journal was not made');
  const second = await disk.open('second', false);
  let name = chooseFile(sightOf(first), second && sightOf(second));
  let file = name === 'second' && second !== null ? second : first;
  let journal = openJournalFile(file, freshId);
  if (file === second) giveUp(first, journal.journalId);
  else if (second !== null) giveUp(second, null);
  /** A rewritten file that may pass for the journal although it is not. */
  let rival: HeldFile | null = null;

  return {
    get id() {
      return journal.id;
    },
    damaged: journal.damaged,
    position: () => journal.position(),
    read: (from) => journal.read(from),
    append(payloads) {
      if (rival !== null && !giveUp(rival, null))
        throw storageFailed('a rewritten journal could not be given up');
      rival = null;
      return journal.append(payloads);
    },
    async rewrite(payloads) {
      if (rival !== null) return false;
      const { writeGeneration } = await import('./write-generation.ts');
      const otherName = name === 'first' ? 'second' : 'first';
      const other = await disk.open(otherName, true).catch(() => null);
      if (other === null) return false;
      try {
        writeGeneration(
          other,
          { id: journal.journalId, generation: journal.generation + 1 },
          payloads,
        );
        journal = openJournalFile(other, freshId);
      } catch {
        rival = giveUp(other, null) ? null : other;
        return false;
      }
      giveUp(file, name === 'first' ? journal.journalId : null);
      [file, name] = [other, otherName];
      return true;
    },
  };
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
