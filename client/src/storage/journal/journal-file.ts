import { shelfFaultOf } from '../shelf-fault.ts';
import { encodeFrame, frameHeadBytes, joinFrames, scanFrames } from './frame.ts';
import { firstHead, headBytes, readHead, writeBytes } from './journal-head.ts';
import type { JournalPosition, JournalTail } from './journal.ts';
import { type SyncFile, readStretch } from './sync-file.ts';

/** An opened journal file: all calls are synchronous and end on the disk. */
export interface JournalFile {
  /** The id of the journal, and which of its rewritings this is, if any: a place in one is no place in another. */
  readonly id: string;
  /** The id without that. */
  readonly journalId: string;
  readonly generation: number;
  readonly damaged: boolean;
  position(): JournalPosition;
  append(payloads: readonly string[]): JournalPosition;
  read(from: number | null): JournalTail | null;
}

/**
 * Answers: the journal in this file, made if there is none, with a torn tail cut off.
 * Shape:   `freshId`: 16 hexadecimal digits, used when the file has no readable head.
 * Errors:  throws a ShelfFault; a file of a newer format is left as it is.
 * Rule:    D-03
 */
export function openJournalFile(file: SyncFile, freshId: string): JournalFile {
  const bytes = readStretch(file, 0, file.getSize());
  const known = readHead(bytes);
  const isKnown = known !== null && known !== 'unfinished';
  const head = isKnown
    ? known
    : { id: freshId, generation: 0, bodyAt: headBytes, leastBytes: headBytes };
  if (!isKnown) {
    writeBytes(file, firstHead(freshId), 0);
    file.flush();
  }
  const scan = scanFrames(bytes, head.bodyAt);
  const ends = scan.frames.map((frame) => frame.end);
  const cut = Math.max(0, bytes.length - scan.end);
  if (cut > 0) {
    file.truncate(scan.end);
    file.flush();
  }
  let end = scan.end;
  let tornByUs = false;

  const position = () => ({ offset: end, records: ends.length });

  const restoreEnd = () => {
    tornByUs = true;
    file.truncate(end);
    file.flush();
    tornByUs = false;
  };

  return {
    id: head.generation === 0 ? head.id : `${head.id}.${String(head.generation)}`,
    journalId: head.id,
    generation: head.generation,
    damaged:
      cut > 0 ||
      scan.brokenAt.length > 0 ||
      end < head.leastBytes ||
      (!isKnown && bytes.length > 0),
    position,
    append(payloads) {
      if (tornByUs) restoreEnd();
      const frames = payloads.map((payload) => encodeFrame(new TextEncoder().encode(payload)));
      writeWhole(file, joinFrames(frames), end, restoreEnd);
      for (const frame of frames) ends.push((end += frame.length));
      return position();
    },
    read(from) {
      const { bodyAt } = head;
      const recordsBefore = from === null || from === bodyAt ? 0 : ends.indexOf(from) + 1;
      if (recordsBefore === 0 && from !== null && from !== bodyAt) return null;
      const tail = readStretch(file, from ?? bodyAt, end);
      const found = scanFrames(tail, 0);
      const decoder = new TextDecoder();
      return {
        recordsBefore,
        brokenAfter: found.brokenAt.length,
        payloads: found.frames.map((frame) =>
          decoder.decode(tail.subarray(frame.at + frameHeadBytes, frame.end)),
        ),
      };
    },
  };
}

/** What is not whole is taken back before anybody hears of it. */
function writeWhole(
  file: SyncFile,
  bytes: Uint8Array<ArrayBuffer>,
  at: number,
  takeBack: () => void,
): void {
  try {
    writeBytes(file, bytes, at);
    file.flush();
  } catch (error) {
    try {
      takeBack();
    } catch {
      // The next append takes it back first; the next opening cuts or keeps it, whole.
    }
    throw error instanceof Error && 'tag' in error ? error : shelfFaultOf(error);
  }
}
