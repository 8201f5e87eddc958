import { shelfFaultOf, storageFailed, storageFull } from '../shelf-fault.ts';
import { crc32c } from './crc32c.ts';
import type { SyncFile } from './sync-file.ts';

/** Magic, format, id, check sum of these. Format 1, the first release, has its records right behind. */
export const headBytes = 24;
/** Format 2 has a mark between: generation, bytes up to which it was rewritten, check sum of all before. */
export const markedHeadBytes = 36;
const magic = 'SIPASJNL';

/** What the head of a journal file says. */
export interface JournalHead {
  readonly id: string;
  /** 0 for a file that was never rewritten. */
  readonly generation: number;
  /** Where its records begin. */
  readonly bodyAt: number;
  /** It had so many bytes when it was rewritten; fewer now is damage. */
  readonly leastBytes: number;
}

/**
 * Answers: which journal this is; `unfinished` for one that was being rewritten or has been given up, null where no
 * head can be read.
 * Errors:  throws a ShelfFault for a format of a newer app, so that nobody writes into it.
 */
export function readHead(bytes: Uint8Array): JournalHead | 'unfinished' | null {
  if (bytes.length < headBytes) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (new TextDecoder().decode(bytes.subarray(0, 8)) !== magic) return null;
  if (view.getUint32(20, true) !== crc32c(bytes, 0, 20)) return null;
  const format = view.getUint32(8, true);
  if (format > 2) throw storageFailed('the journal was written by a newer version of the app');
  const id = Array.from(bytes.subarray(12, 20), (byte) => byte.toString(16).padStart(2, '0'));
  const head = { id: id.join(''), generation: 0, bodyAt: headBytes, leastBytes: headBytes };
  return format === 1 ? head : readMark(bytes, view, head);
}

function readMark(
  bytes: Uint8Array,
  view: DataView,
  head: JournalHead,
): JournalHead | 'unfinished' | null {
  const mark = bytes.subarray(headBytes, markedHeadBytes);
  if (mark.every((byte) => byte === 0)) return 'unfinished';
  if (bytes.length < markedHeadBytes || view.getUint32(32, true) !== crc32c(bytes, 0, 32))
    return null;
  const [generation, leastBytes] = [view.getUint32(24, true), view.getUint32(28, true)];
  return { ...head, generation, bodyAt: markedHeadBytes, leastBytes };
}

/** Answers: the head of a journal that was never rewritten. */
export const firstHead = (id: string): Uint8Array<ArrayBuffer> => headOf(id, 1, headBytes);

/** Answers: magic, format, id and their check sum, with zeros behind up to this length. */
export function headOf(id: string, format: number, length: number): Uint8Array<ArrayBuffer> {
  const head = new Uint8Array(length);
  const view = new DataView(head.buffer);
  head.set(new TextEncoder().encode(magic));
  view.setUint32(8, format, true);
  for (let byte = 0; byte < 8; byte += 1)
    head[12 + byte] = Number.parseInt(id.slice(2 * byte, 2 * byte + 2), 16);
  view.setUint32(20, crc32c(head, 0, 20), true);
  return head;
}

/**
 * Over quota a sync access handle does not throw: it answers another count (4294967288 was seen) and may leave a
 * part. So the count and the size are compared.
 * Errors:  throws a ShelfFault; what was written of it is the caller's to take back.
 */
export function writeBytes(file: SyncFile, bytes: Uint8Array<ArrayBuffer>, at: number): void {
  try {
    if (file.write(bytes, { at }) !== bytes.length || file.getSize() < at + bytes.length)
      throw storageFull();
  } catch (error) {
    throw error instanceof Error && 'tag' in error ? error : shelfFaultOf(error);
  }
}
