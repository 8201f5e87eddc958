import { writeBytes } from './journal-head.ts';
import { type BallastPlace, type HeldFile, readStretch } from './sync-file.ts';

/** Some hundred interviews. */
export const ballastBytes = 2 * 1024 * 1024;
const pieceBytes = 64 * 1024;

/**
 * Answers: is the ballast there? It is made where it is not and where there is room for twice as much, so that it never
 * takes the last room itself.
 * Shape:   every byte is written (noise, which nothing can make smaller) and counted; half a ballast is none.
 * Errors:  throws never.
 * Rule:    D-34
 */
export async function makeBallast(place: BallastPlace): Promise<boolean> {
  try {
    if ((await place.bytes()) === ballastBytes) return true;
    const free = await place.freeBytes();
    const hasRoom = free === null || free >= 2 * ballastBytes;
    if (hasRoom && isFilled(await place.open())) return true;
    await place.remove();
  } catch {
    // A phone on which this fails has no ballast, and says so.
  }
  return false;
}

function isFilled(file: HeldFile): boolean {
  const piece = crypto.getRandomValues(new Uint8Array(pieceBytes));
  try {
    file.truncate(0);
    for (let at = 0; at < ballastBytes; at += pieceBytes) writeBytes(file, piece, at);
    file.flush();
    const last = readStretch(file, ballastBytes - pieceBytes, ballastBytes);
    return file.getSize() === ballastBytes && last.every((byte, at) => byte === piece[at]);
  } catch {
    return false;
  } finally {
    file.close();
  }
}
