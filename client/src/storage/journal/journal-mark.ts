import { crc32c } from './crc32c.ts';
import { scanFrames } from './frame.ts';
import { headBytes, headOf, markedHeadBytes, writeBytes } from './journal-head.ts';
import type { SyncFile } from './sync-file.ts';

/** Answers: the head of a file that is no journal yet, or no longer: apps of the first release refuse it. */
export const unfinishedHead = (id: string): Uint8Array<ArrayBuffer> =>
  headOf(id, 2, markedHeadBytes);

/** Answers: the head that makes a rewritten file the journal. */
export function completeHead(
  id: string,
  generation: number,
  leastBytes: number,
): Uint8Array<ArrayBuffer> {
  const head = unfinishedHead(id);
  const view = new DataView(head.buffer);
  view.setUint32(24, generation, true);
  view.setUint32(28, leastBytes, true);
  view.setUint32(32, crc32c(head, 0, 32), true);
  return head;
}

/** Gives a file that was rewritten, and whose head is hurt, a new one: its records begin behind the place of a mark. */
export function mendMark(file: SyncFile, bytes: Uint8Array, freshId: string): void {
  const isFirstFormat = holdsFrameAt(bytes, headBytes);
  if (isFirstFormat || !holdsFrameAt(bytes, markedHeadBytes)) return;
  writeBytes(file, completeHead(freshId, 1, markedHeadBytes), 0);
  file.flush();
}

const holdsFrameAt = (bytes: Uint8Array, at: number): boolean =>
  scanFrames(bytes, at).frames[0]?.at === at;
