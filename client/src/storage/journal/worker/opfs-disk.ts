import type { JournalDisk, JournalFileName } from '../sync-file.ts';

/** How long the handle of a tab that has just been closed or displaced is waited for. */
const handleWaitMs = 5_000;
const handleRetryMs = 50;

/** The journal's files in this origin's private file system; null where this browser has no synchronous access to it. */
export async function openOpfsDisk(fileName: string): Promise<JournalDisk | null> {
  const directory = await ownDirectory();
  if (directory === null) return null;
  const names: Readonly<Record<JournalFileName, string>> = {
    first: fileName,
    second: `${fileName}.b`,
    ballast: `${fileName}.ballast`,
  };
  const probe = await directory.getFileHandle(names.first, { create: true });
  if (!('createSyncAccessHandle' in probe)) return null;

  return {
    async open(name, isToBeMade) {
      const file = await found(directory.getFileHandle(names[name], { create: isToBeMade }));
      return file && accessTo(file);
    },
    async sizeOf(name) {
      const file = await found(directory.getFileHandle(names[name]));
      return file && (await file.getFile()).size;
    },
    async remove(name) {
      await found(directory.removeEntry(names[name]));
    },
    async freeBytes() {
      const { usage, quota } = await navigator.storage.estimate();
      return usage === undefined || quota === undefined ? null : quota - usage;
    },
  };
}

async function found<T>(looking: Promise<T>): Promise<T | null> {
  try {
    return await looking;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotFoundError') return null;
    throw error;
  }
}

async function ownDirectory(): Promise<FileSystemDirectoryHandle | null> {
  try {
    return await navigator.storage.getDirectory();
  } catch (error) {
    // Absent in old browsers, forbidden in some private windows; all else is a failure, not a lack.
    if (error instanceof TypeError) return null;
    if (error instanceof DOMException && error.name === 'SecurityError') return null;
    throw error;
  }
}

/** Another tab's handle is free a moment after that tab has let go of it. */
async function accessTo(file: FileSystemFileHandle): Promise<FileSystemSyncAccessHandle> {
  const until = performance.now() + handleWaitMs;
  for (;;) {
    try {
      return await file.createSyncAccessHandle();
    } catch (error) {
      const held = error instanceof DOMException && error.name === 'NoModificationAllowedError';
      if (!held || performance.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, handleRetryMs));
    }
  }
}
