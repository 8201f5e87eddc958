import type { JournalDisk } from '../sync-file.ts';

/** How long the handle of a tab that has just been closed or displaced is waited for. */
const handleWaitMs = 5_000;
const handleRetryMs = 50;

/** The journal's files in this origin's private file system; null where this browser has no synchronous access to it. */
export async function openOpfsDisk(fileName: string): Promise<JournalDisk | null> {
  const directory = await ownDirectory();
  if (directory === null) return null;
  const probe = await directory.getFileHandle(fileName, { create: true });
  if (!('createSyncAccessHandle' in probe)) return null;
  return {
    async open(name, create) {
      const nameThere = name === 'first' ? fileName : `${fileName}.b`;
      const file = await found(directory.getFileHandle(nameThere, { create }));
      return file && accessTo(file);
    },
  };
}

/** What the looking comes to; null when there is no such file. */
export async function found<T>(looking: Promise<T>): Promise<T | null> {
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
export async function accessTo(file: FileSystemFileHandle): Promise<FileSystemSyncAccessHandle> {
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
