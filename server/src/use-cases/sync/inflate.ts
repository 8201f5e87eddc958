import { type Gunzip, type ZlibOptions, constants, gunzip } from 'node:zlib';
import type { FileDamage } from '@sipas/shared/wire';

/**
 * Answers: what a compressed body holds, unless it is more than it may be.
 * Shape:   gzip bytes, a bound in bytes → the bytes; or `too-large` as soon as the bound is passed, or `unreadable` where
 *          it is cut short or broken. A bomb is never inflated beyond the bound.
 */
export async function inflate(
  compressed: Uint8Array,
  mostBytes: number,
): Promise<Buffer | 'too-large' | 'unreadable'> {
  const read = await gunzipOf(compressed, { maxOutputLength: mostBytes });
  return typeof read === 'string' ? (read === 'broken' ? 'unreadable' : read) : read.inflated;
}

/** A stretch of a file that hangs together, and what is wrong with its end. */
export interface FilePiece {
  readonly bytes: Buffer;
  readonly damage: FileDamage | null;
}

/**
 * Answers: what does a file hold, compressed or not, as far as it can be read?
 * Shape:   bytes, a bound in bytes → its pieces in order. A plain file is one piece, and so are compressed ones put
 *          together, where they are sound. Else each of them is a piece: inflated to its end where it ends early, up to the
 *          break where it is broken. `too-large` as soon as the bound is passed.
 * Errors:  throws never, whatever the bytes are.
 * Source:  RFC 1952, 2.2 and 2.3.1.
 * Rule:    A-30
 */
export async function inflateFile(
  bytes: Buffer,
  mostBytes: number,
): Promise<readonly FilePiece[] | 'too-large'> {
  if (!isGzip(bytes)) return bytes.length > mostBytes ? 'too-large' : [{ bytes, damage: null }];
  const whole = await gunzipOf(bytes, { maxOutputLength: mostBytes });
  if (whole === 'too-large') return whole;
  if (whole !== 'broken' && isRead(bytes, whole)) return [{ bytes: whole.inflated, damage: null }];

  const pieces: FilePiece[] = [];
  const starts = await memberStarts(bytes);
  let room = mostBytes;
  for (const [place, from] of starts.entries()) {
    const piece = await inflateAsFar(bytes.subarray(from, starts[place + 1]), room);
    if (piece === 'too-large') return piece;
    room -= piece.bytes.length;
    pieces.push(piece);
  }
  return pieces;
}

/** Answers: does this begin as gzip does (RFC 1952, 2.3.1)? */
const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** Magic number and the only method of compression there is. */
const memberStart = Buffer.from([0x1f, 0x8b, 0x08]);
/** A broken file is looked at in so many places at most. */
const mostLooks = 1000;
/** So much of a compressed file is enough to see how it begins. */
const lookBytes = 512;
const openBrace = 0x7b;

/** Answers: where do compressed files begin in this one? What looks like a beginning is one where text comes of it. */
async function memberStarts(bytes: Buffer): Promise<readonly number[]> {
  const starts = [0];
  let at = 0;
  for (let look = 0; look < mostLooks; look++) {
    at = bytes.indexOf(memberStart, at + 1);
    if (at === -1) break;
    const begun = await gunzipOf(bytes.subarray(at, at + lookBytes), asFarAsItGoes(mostLookedAt));
    if (begun === 'too-large' || (begun !== 'broken' && begun.inflated[0] === openBrace))
      starts.push(at);
  }
  return starts;
}
const mostLookedAt = 1024 * 1024;

async function inflateAsFar(
  compressed: Buffer,
  mostBytes: number,
): Promise<FilePiece | 'too-large'> {
  const whole = await gunzipOf(compressed, { maxOutputLength: mostBytes });
  if (whole === 'too-large') return whole;
  if (whole !== 'broken')
    return { bytes: whole.inflated, damage: isRead(compressed, whole) ? null : 'altered' };
  const soundBytes = await countSoundBytes(compressed, mostBytes);
  const sound = await gunzipOf(compressed.subarray(0, soundBytes), asFarAsItGoes(mostBytes));
  if (sound === 'too-large') return sound;
  if (sound === 'broken') throw new Error('what inflates without complaint does not');
  return {
    bytes: sound.inflated,
    damage: soundBytes === compressed.length ? 'cut' : 'altered',
  };
}

/**
 * Answers: how many of the compressed bytes can be inflated without complaint? What a beginning of so many bytes inflates
 * to is all that can be had: the library gives out nothing of the stretch in which it meets the break.
 */
async function countSoundBytes(compressed: Buffer, mostBytes: number): Promise<number> {
  let least = 0;
  let most = compressed.length;
  while (least < most) {
    const half = Math.ceil((least + most) / 2);
    const read = await gunzipOf(compressed.subarray(0, half), asFarAsItGoes(mostBytes));
    if (read === 'broken') most = half - 1;
    else least = half;
  }
  return least;
}

interface Inflated {
  readonly inflated: Buffer;
  /** Bytes of the compressed form that were looked at: the library passes over what it does not know at the end. */
  readonly readBytes: number;
}

/** Answers: is all of it read? Zeros that fill up a block of a disk are nothing. */
const isRead = (compressed: Buffer, { readBytes }: Inflated): boolean =>
  compressed.subarray(readBytes).every((byte) => byte === 0);

const asFarAsItGoes = (mostBytes: number): ZlibOptions => ({
  maxOutputLength: mostBytes,
  // An early end is no error then, and all that came before it is given out.
  finishFlush: constants.Z_SYNC_FLUSH,
});

/** Forms inflate to about so many times their size. */
const usualGrowth = 16;
const leastChunkBytes = 16 * 1024;
const mostChunkBytes = 1024 * 1024;

/** One turn of the thread pool inflates one chunk: a usual batch is to fit into one, and a small one to take little. */
const chunkBytes = (compressedBytes: number): number =>
  Math.min(Math.max(compressedBytes * usualGrowth, leastChunkBytes), mostChunkBytes);

function gunzipOf(
  compressed: Uint8Array,
  options: ZlibOptions,
): Promise<Inflated | 'too-large' | 'broken'> {
  return new Promise((resolve, reject) => {
    const chunkSize = chunkBytes(compressed.byteLength);
    gunzip(compressed, { ...options, chunkSize, info: true }, (error, result) => {
      if (error === null) {
        // The types of the library do not know what `info` changes.
        const { buffer, engine } = result as unknown as { buffer: Buffer; engine: Gunzip };
        resolve({ inflated: buffer, readBytes: engine.bytesWritten });
        return;
      }
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ERR_BUFFER_TOO_LARGE') resolve('too-large');
      // What zlib itself refuses has a code of its own; anything else is a defect.
      else if (code?.startsWith('Z_') === true) resolve('broken');
      else reject(error);
    });
  });
}
