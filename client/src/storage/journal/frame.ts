import { crc32c } from './crc32c.ts';

/** Length and check sum before each payload. */
export const frameHeadBytes = 8;
/**
 * Below 2²⁴, so the last byte of every length is NUL. JSON text holds no NUL byte: no frame can lie inside the
 * payload of another one, and a search for the next frame never takes a piece of an answer for a record.
 */
export const largestPayloadBytes = 0xff_ffff;

const openingBrace = 0x7b;

/** Where one whole frame lies. */
export interface FramePlace {
  readonly at: number;
  readonly end: number;
}

/** What a reading of a journal found. */
export interface FrameScan {
  readonly frames: readonly FramePlace[];
  /** Where each broken stretch between two whole frames begins. */
  readonly brokenAt: readonly number[];
  /** End of the last whole frame; what lies behind is a torn tail. */
  readonly end: number;
}

/** Answers: one record as it lies in the journal: length, CRC-32C (both little-endian), bytes. */
export function encodeFrame(payload: Uint8Array): Uint8Array {
  if (payload.length > largestPayloadBytes) throw new RangeError('a record of 16 MiB or more');
  const frame = new Uint8Array(frameHeadBytes + payload.length);
  const head = new DataView(frame.buffer);
  head.setUint32(0, payload.length, true);
  head.setUint32(4, crc32c(payload), true);
  frame.set(payload, frameHeadBytes);
  return frame;
}

/**
 * Answers: which records of a journal are whole, after whatever the flash, a kill or a full disk did to it.
 * Shape:   bytes and where the first frame begins → places of the whole frames, in order. A broken stretch with a
 *          whole frame behind it is skipped and counted; one without is the torn tail, to be cut at `end`.
 * Errors:  throws never, whatever the bytes.
 * Rule:    D-02
 */
export function scanFrames(bytes: Uint8Array, from: number): FrameScan {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const frames: FramePlace[] = [];
  const brokenAt: number[] = [];
  let end = from;
  for (let at = from; at < bytes.length;) {
    const frameEnd = endOfFrame(bytes, view, at);
    if (frameEnd === null) {
      at += 1;
      continue;
    }
    if (at !== end) brokenAt.push(end);
    frames.push({ at, end: frameEnd });
    end = frameEnd;
    at = frameEnd;
  }
  return { frames, brokenAt, end };
}

/** Answers: records one behind the other, as they are written at once. */
export function joinFrames(frames: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(frames.reduce((sum, frame) => sum + frame.length, 0));
  let at = 0;
  for (const frame of frames) {
    whole.set(frame, at);
    at += frame.length;
  }
  return whole;
}

/** End of the whole frame at this place; null if there is none. A record is a JSON object, so it begins with a brace. */
function endOfFrame(bytes: Uint8Array, view: DataView, at: number): number | null {
  if (at + frameHeadBytes >= bytes.length || bytes[at + frameHeadBytes] !== openingBrace)
    return null;
  const length = view.getUint32(at, true);
  const start = at + frameHeadBytes;
  if (length > largestPayloadBytes || start + length > bytes.length) return null;
  if (length === 0 || crc32c(bytes, start, start + length) !== view.getUint32(at + 4, true))
    return null;
  return start + length;
}
