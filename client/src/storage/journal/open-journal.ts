import { storageFailed } from '../shelf-fault.ts';
import { type JournalFile, openJournalFile } from './journal-file.ts';
import type { JournalDisk } from './sync-file.ts';
import type { Placed } from './two-files.ts';

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
 *          the next record. A phone whose journal was never rewritten has one file, and loads nothing for a second.
 * Errors:  rejects with a ShelfFault; files of a newer format are left as they are.
 * Rule:    D-32
 */
export async function openJournal(disk: JournalDisk, freshId: string): Promise<RewritableJournal> {
  const file = await disk.open('first', true);
  if (file === null) throw storageFailed('the file of the journal was not made');
  const second = await disk.open('second', false);
  let placed: Placed =
    second === null
      ? { name: 'first', file, journal: openJournalFile(file, freshId) }
      : (await import('./two-files.ts')).placeOf(file, second, freshId);
  const { damaged } = placed.journal;
  /** Gives up a rewritten file that may pass for the journal although it is not; null when there is none. */
  let giveUpRival: (() => boolean) | null = null;

  return {
    get id() {
      return placed.journal.id;
    },
    damaged,
    position: () => placed.journal.position(),
    read: (from) => placed.journal.read(from),
    append(payloads) {
      if (giveUpRival !== null && !giveUpRival())
        throw storageFailed('a rewritten journal could not be given up');
      giveUpRival = null;
      return placed.journal.append(payloads);
    },
    async rewrite(payloads) {
      if (giveUpRival !== null) return false;
      const { rewriteInto } = await import('./two-files.ts');
      const outcome = await rewriteInto(disk, placed, payloads);
      if ('journal' in outcome) placed = outcome;
      else giveUpRival = outcome.giveUpRival;
      return 'journal' in outcome;
    },
  };
}
