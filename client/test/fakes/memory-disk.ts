import type { Journal } from '../../src/storage/journal/journal.ts';
import { openJournal } from '../../src/storage/journal/open-journal.ts';
import { createKeptRoom } from '../../src/storage/journal/kept-room.ts';
import type { BallastPlace, HeldFile, JournalDisk } from '../../src/storage/journal/sync-file.ts';

type FileName = 'first' | 'second' | 'ballast';

/** What goes wrong, and for how long. `short`: a write answers a wrapped count and leaves a part, as over quota. */
export interface DiskFault {
  /** Counted over all operations of all files from now on, the next one being 0. */
  readonly at: number;
  readonly how: 'throws' | 'short' | 'dies';
  /** Or for so many operations. */
  readonly lasts: 'once' | 'for-good' | number;
  /** Share of its bytes that the write of the fault leaves. */
  readonly leaving?: number;
}

/** The files of a journal in memory: one quota over all, faults at any operation, and power that can be cut. */
export interface MemoryDisk extends JournalDisk {
  readonly ballast: BallastPlace;
  fail(fault: DiskFault | null): void;
  /** Operations since the last call of `fail`. */
  operations(): number;
  setQuota(bytes: number): void;
  /** All files together. */
  usedBytes(): number;
  /** A new start of the app: all handles free; what was not flushed is kept, lost, or torn in the middle. */
  restart(unflushed: 'kept' | 'lost' | 'torn', isFaultOver?: boolean): void;
  content(name: FileName): Uint8Array<ArrayBuffer> | null;
  setContent(name: FileName, bytes: Uint8Array | null): void;
}

interface Stored {
  now: Uint8Array<ArrayBuffer>;
  flushed: Uint8Array<ArrayBuffer>;
}

const dead = () => new DOMException('the device does not answer', 'InvalidStateError');

export function createMemoryDisk(): MemoryDisk {
  const files = new Map<FileName, Stored>();
  const held = new Set<FileName>();
  let quota = Number.POSITIVE_INFINITY;
  let fault: DiskFault | null = null;
  let operations = 0;

  const usedBytes = () => [...files.values()].reduce((sum, { now }) => sum + now.length, 0);

  /** Null: go on; otherwise what happens to this operation. */
  function struck(): DiskFault | null {
    const number = operations;
    operations += 1;
    if (fault === null || number < fault.at) return null;
    const { at, how, lasts } = fault;
    const length = typeof lasts === 'number' ? lasts : lasts === 'once' ? 1 : Infinity;
    if (how !== 'dies' && number >= at + length) return null;
    return number === fault.at ? fault : { ...fault, leaving: 0 };
  }
  const passOrThrow = () => {
    if (struck() !== null) throw dead();
  };

  function handleOf(name: FileName, stored: Stored): HeldFile {
    const put = (buffer: Uint8Array, at: number) => {
      const size = Math.max(stored.now.length, at + buffer.length);
      if (size > stored.now.buffer.byteLength) {
        const roomier = new Uint8Array(2 * size);
        roomier.set(stored.now);
        stored.now = roomier;
      }
      stored.now = new Uint8Array(stored.now.buffer, 0, size);
      stored.now.set(buffer, at);
    };
    return {
      getSize: () => stored.now.length,
      read(buffer, { at }) {
        passOrThrow();
        const piece = stored.now.subarray(at, at + buffer.length);
        buffer.set(piece);
        return piece.length;
      },
      write(buffer, { at }) {
        const hit = struck();
        const room = Math.max(0, quota - usedBytes() + stored.now.length - at);
        const share = hit === null ? 1 : (hit.leaving ?? 0);
        const left = Math.min(Math.floor(buffer.length * share), room);
        put(buffer.subarray(0, left), at);
        if (hit !== null && hit.how !== 'short') throw dead();
        return hit === null && left === buffer.length ? left : 4_294_967_288;
      },
      truncate(size) {
        passOrThrow();
        const next = new Uint8Array(size);
        next.set(stored.now.subarray(0, size));
        stored.now = next;
      },
      flush() {
        passOrThrow();
        stored.flushed = stored.now.slice();
      },
      close: () => held.delete(name),
    };
  }

  async function open(name: FileName): Promise<HeldFile> {
    passOrThrow();
    if (held.has(name)) throw new DOMException('held', 'NoModificationAllowedError');
    const stored = files.get(name) ?? { now: new Uint8Array(), flushed: new Uint8Array() };
    files.set(name, stored);
    held.add(name);
    return handleOf(name, stored);
  }

  return {
    open: async (name, isToBeMade) => (isToBeMade || files.has(name) ? open(name) : null),
    ballast: {
      open: () => open('ballast'),
      bytes: async () => files.get('ballast')?.now.length ?? null,
      async remove() {
        passOrThrow();
        files.delete('ballast');
      },
      freeBytes: async () => (Number.isFinite(quota) ? quota - usedBytes() : null),
    },
    fail(next) {
      fault = next;
      operations = 0;
    },
    operations: () => operations,
    setQuota(bytes) {
      quota = bytes;
    },
    usedBytes,
    restart(unflushed, isFaultOver = true) {
      if (isFaultOver) fault = null;
      held.clear();
      for (const [name, { now, flushed }] of files) {
        const kept = { kept: now, lost: flushed, torn: tornBetween(flushed, now) }[unflushed];
        files.set(name, { now: kept.slice(), flushed: kept.slice() });
      }
    },
    content: (name) => files.get(name)?.now.slice() ?? null,
    setContent(name, bytes) {
      if (bytes === null) files.delete(name);
      else files.set(name, { now: Uint8Array.from(bytes), flushed: Uint8Array.from(bytes) });
    },
  };
}

/** The device wrote the first half of what changed, and then had no power. */
function tornBetween(before: Uint8Array, after: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const torn = after.slice();
  let first = 0;
  while (first < after.length && after[first] === before[first]) first += 1;
  let last = after.length;
  while (last > first && after[last - 1] === before[last - 1]) last -= 1;
  const middle = Math.ceil((first + last) / 2);
  for (let at = middle; at < last; at += 1) torn[at] = before[at] ?? 0;
  return torn;
}

/** The journal over such a disk: the product's own reading, writing, rewriting and ballast, without a worker. */
export async function openDiskJournal(
  disk: MemoryDisk,
  freshId: string,
  keepsRoom = false,
): Promise<Journal> {
  const opened = await openJournal(disk, freshId);
  const room = createKeptRoom(disk.ballast);
  if (keepsRoom) await room.make();
  return {
    kind: 'journal',
    get id() {
      return opened.id;
    },
    damaged: opened.damaged,
    position: () => opened.position(),
    reserve: () => room.standing(),
    append: (payloads) => room.within(() => opened.append(payloads)),
    read: async (from) => opened.read(from),
    rewrite: async (payloads) => {
      const done = await opened.rewrite(payloads);
      if (keepsRoom) await room.make();
      return done;
    },
    close: async () => undefined,
  };
}
