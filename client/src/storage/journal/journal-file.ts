import { shelfFaultOf, storageFailed, storageFull } from '../shelf-fault.ts';
import { crc32c } from './crc32c.ts';
import { encodeFrame, frameHeadBytes, scanFrames } from './frame.ts';
import type { JournalPosition, JournalTail } from './journal.ts';

/** The part of FileSystemSyncAccessHandle that a journal needs. */
export interface SyncFile {
  getSize(): number;
  read(buffer: Uint8Array<ArrayBuffer>, options: { at: number }): number;
  write(buffer: Uint8Array<ArrayBuffer>, options: { at: number }): number;
  truncate(size: number): void;
  flush(): void;
}

/** An opened journal file: all calls are synchronous and end on the disk. */
export interface JournalFile {
  readonly id: string;
  readonly damaged: boolean;
  position(): JournalPosition;
  append(payloads: readonly string[]): JournalPosition;
  read(from: number | null): JournalTail | null;
}

/** Magic, format, id, check sum of these. */
const headerBytes = 24;
const magic = 'SIPASJNL';
const format = 1;

/**
 * Answers: the journal in this file, made if there is none, with a torn tail cut off.
 * Shape:   `freshId`: 16 hexadecimal digits, used when the file has no readable header.
 * Errors:  throws a ShelfFault; a file of a newer format is left as it is.
 * Rule:    D-03
 */
export function openJournalFile(file: SyncFile, freshId: string): JournalFile {
  const bytes = readAll(file, 0, file.getSize());
  const known = readHeader(bytes);
  if (known === null) writeHeader(file, freshId);
  const scan = scanFrames(bytes, headerBytes);
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
    id: known ?? freshId,
    damaged: cut > 0 || scan.brokenAt.length > 0 || (known === null && bytes.length > 0),
    position,
    append(payloads) {
      if (tornByUs) restoreEnd();
      const frames = payloads.map((payload) => encodeFrame(new TextEncoder().encode(payload)));
      writeWhole(file, joined(frames), end, restoreEnd);
      for (const frame of frames) ends.push((end += frame.length));
      return position();
    },
    read(from) {
      const recordsBefore = from === null || from === headerBytes ? 0 : ends.indexOf(from) + 1;
      if (recordsBefore === 0 && from !== null && from !== headerBytes) return null;
      const start = from ?? headerBytes;
      const tail = readAll(file, start, end);
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

/**
 * Over quota a sync access handle does not throw: it answers another count (4294967288 was seen) and may leave a
 * part. So the count and the size are compared, and what is not whole is taken back before anybody hears of it.
 */
function writeWhole(
  file: SyncFile,
  bytes: Uint8Array<ArrayBuffer>,
  at: number,
  takeBack: () => void,
): void {
  try {
    if (file.write(bytes, { at }) !== bytes.length || file.getSize() !== at + bytes.length)
      throw storageFull();
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

function readAll(file: SyncFile, from: number, to: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(Math.max(0, to - from));
  for (let got = 0; got < bytes.length;) {
    const count = file.read(bytes.subarray(got), { at: from + got });
    if (!(count > 0 && count <= bytes.length - got))
      throw storageFailed('the journal could not be read');
    got += count;
  }
  return bytes;
}

function readHeader(bytes: Uint8Array): string | null {
  if (bytes.length < headerBytes) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, headerBytes);
  if (new TextDecoder().decode(bytes.subarray(0, 8)) !== magic) return null;
  if (view.getUint32(20, true) !== crc32c(bytes, 0, 20)) return null;
  if (view.getUint32(8, true) > format)
    throw storageFailed('the journal was written by a newer version of the app');
  return Array.from(bytes.subarray(12, 20), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function writeHeader(file: SyncFile, id: string): void {
  const header = new Uint8Array(headerBytes);
  const view = new DataView(header.buffer);
  header.set(new TextEncoder().encode(magic));
  view.setUint32(8, format, true);
  for (let byte = 0; byte < 8; byte += 1)
    header[12 + byte] = Number.parseInt(id.slice(2 * byte, 2 * byte + 2), 16);
  view.setUint32(20, crc32c(header, 0, 20), true);
  if (file.write(header, { at: 0 }) !== headerBytes || file.getSize() < headerBytes)
    throw storageFull();
  file.flush();
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
