import { storageFailed } from '../shelf-fault.ts';

/** The part of FileSystemSyncAccessHandle that a journal needs. */
export interface SyncFile {
  getSize(): number;
  read(buffer: Uint8Array<ArrayBuffer>, options: { at: number }): number;
  write(buffer: Uint8Array<ArrayBuffer>, options: { at: number }): number;
  truncate(size: number): void;
  flush(): void;
}

/** One that is held until it is closed. */
export interface HeldFile extends SyncFile {
  close(): void;
}

/** A journal is rewritten from one into the other. */
export type JournalFileName = 'first' | 'second';

/** The two files in which this phone's journal may lie. */
export interface JournalDisk {
  /** Null when it is not there and not to be made. */
  open(name: JournalFileName, isToBeMade: boolean): Promise<HeldFile | null>;
}

/** The one file beside them that only takes up room. */
export interface BallastPlace {
  open(): Promise<HeldFile>;
  /** Null when it is not there. */
  bytes(): Promise<number | null>;
  /** Does nothing when it is not there. */
  remove(): Promise<void>;
  /** What the browser says is left for this origin; null when it does not say. */
  freeBytes(): Promise<number | null>;
}

/** All bytes of a stretch. Throws a ShelfFault when the file gives fewer than it says it has. */
export function readStretch(file: SyncFile, from: number, to: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(Math.max(0, to - from));
  for (let got = 0; got < bytes.length;) {
    const count = file.read(bytes.subarray(got), { at: from + got });
    if (!(count > 0 && count <= bytes.length - got))
      throw storageFailed('the journal could not be read');
    got += count;
  }
  return bytes;
}
