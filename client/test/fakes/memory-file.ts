import type { SyncFile } from '../../src/storage/journal/journal-file.ts';

/** A file in memory with a quota, that does over quota what Chromium's does: no error, a wrapped count, a part left. */
export interface MemoryFile extends SyncFile {
  bytes(): Uint8Array<ArrayBuffer>;
  setBytes(bytes: Uint8Array): void;
  setQuota(bytes: number): void;
  /** The next so many flushes throw. */
  failFlushes(count: number): void;
  readonly flushes: () => number;
}

export function createMemoryFile(initial: Uint8Array = new Uint8Array()): MemoryFile {
  let content = Uint8Array.from(initial);
  let quota = Number.POSITIVE_INFINITY;
  let failing = 0;
  let flushed = 0;

  const resize = (size: number) => {
    const next = new Uint8Array(size);
    next.set(content.subarray(0, size));
    content = next;
  };

  return {
    getSize: () => content.length,
    read(buffer, { at }) {
      const piece = content.subarray(at, at + buffer.length);
      buffer.set(piece);
      return piece.length;
    },
    write(buffer, { at }) {
      const fits = Math.max(0, Math.min(buffer.length, quota - at));
      if (at + fits > content.length) resize(at + fits);
      content.set(buffer.subarray(0, fits), at);
      return fits === buffer.length ? fits : 4_294_967_288;
    },
    truncate: resize,
    flush() {
      if (failing > 0) {
        failing -= 1;
        throw new DOMException('the device does not answer', 'InvalidStateError');
      }
      flushed += 1;
    },
    bytes: () => Uint8Array.from(content),
    setBytes(bytes) {
      content = Uint8Array.from(bytes);
    },
    setQuota(bytes) {
      quota = bytes;
    },
    failFlushes(count) {
      failing = count;
    },
    flushes: () => flushed,
  };
}
