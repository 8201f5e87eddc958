import { found, whileHeld } from '../private-files.ts';
import type { JournalDisk } from '../sync-file.ts';

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
      return file && whileHeld(() => file.createSyncAccessHandle());
    },
  };
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
