import type { SyncFile } from '../../src/storage/journal/sync-file.ts';

/** A file in memory with a quota, that does over quota what Chromium's does: no error, a wrapped count, a part left. */
export interface MemoryFile extends SyncFile {
  bytes(): Uint8Array<ArrayBuffer>;
  setBytes(bytes: Uint8Array): void;
  setQuota(bytes: number): void;
  /** The next so many flushes throw. */
  failFlushes(count: number): void;
  /** The phone dies in the write after so many, which leaves this share of its bytes; until `revive` all fails. */
  dieAfterWrites(count: number, leaving: number): void;
  revive(): void;
  readonly flushes: () => number;
}

export function createMemoryFile(initial: Uint8Array = new Uint8Array()): MemoryFile {
  let content = Uint8Array.from(initial);
  let quota = Number.POSITIVE_INFINITY;
  let failing = 0;
  let flushed = 0;
  let writesLeft = Number.POSITIVE_INFINITY;
  let leaving = 0;

  const resize = (size: number) => {
    const next = new Uint8Array(size);
    next.set(content.subarray(0, size));
    content = next;
  };

  const put = (buffer: Uint8Array, at: number) => {
    if (at + buffer.length > content.length) resize(at + buffer.length);
    content.set(buffer, at);
  };
  const refuseWhenDead = () => {
    if (writesLeft < 0) throw new DOMException('the phone is dead', 'InvalidStateError');
  };

  return {
    getSize: () => content.length,
    read(buffer, { at }) {
      const piece = content.subarray(at, at + buffer.length);
      buffer.set(piece);
      return piece.length;
    },
    write(buffer, { at }) {
      refuseWhenDead();
      writesLeft -= 1;
      if (writesLeft < 0) put(buffer.subarray(0, Math.floor(buffer.length * leaving)), at);
      refuseWhenDead();
      const fits = Math.max(0, Math.min(buffer.length, quota - at));
      put(buffer.subarray(0, fits), at);
      return fits === buffer.length ? fits : 4_294_967_288;
    },
    truncate(size) {
      refuseWhenDead();
      resize(size);
    },
    flush() {
      refuseWhenDead();
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
    dieAfterWrites(count, share) {
      writesLeft = count;
      leaving = share;
    },
    revive() {
      writesLeft = Number.POSITIVE_INFINITY;
    },
    flushes: () => flushed,
  };
}
