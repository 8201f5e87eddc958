import { storageFailed } from '../shelf-fault.ts';
import { encodeFrame, joinFrames } from './frame.ts';
import { writeBytes } from './journal-head.ts';
import { completeHead, unfinishedHead } from './journal-mark.ts';
import { type SyncFile, readStretch } from './sync-file.ts';

/**
 * Writes a journal anew into a file that is none: it becomes one with its mark, which comes last.
 * Promise: killed at any point, the file is no journal or the whole one. Records are flushed and read back before the mark.
 * Errors:  throws a ShelfFault; what the file holds then is the caller's to give up.
 * Rule:    D-31
 */
export function writeGeneration(
  file: SyncFile,
  { id, generation }: { readonly id: string; readonly generation: number },
  payloads: readonly string[],
): void {
  const encoder = new TextEncoder();
  const frames = payloads.map((payload) => encodeFrame(encoder.encode(payload)));
  const whole = joinFrames([unfinishedHead(id), ...frames]);
  file.truncate(0);
  file.flush();
  writeBytes(file, whole, 0);
  file.flush();
  requireSame(file, whole);

  whole.set(completeHead(id, generation, whole.length));
  writeBytes(file, whole.slice(0, unfinishedHead(id).length), 0);
  file.flush();
  requireSame(file, whole);
}

function requireSame(file: SyncFile, wanted: Uint8Array): void {
  const found = readStretch(file, 0, file.getSize());
  const isSame = found.length === wanted.length && found.every((byte, at) => byte === wanted[at]);
  if (!isSame) throw storageFailed('the rewritten journal does not read as it was written');
}
