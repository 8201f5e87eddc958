import { createKeptRoom } from '../kept-room.ts';
import type { KeptRoom } from '../kept-room.ts';
import { found, whileHeld } from '../private-files.ts';

/** The room kept for the journal of this name in this origin's private file system. */
export async function keepOpfsRoom(fileName: string): Promise<KeptRoom> {
  const directory = await navigator.storage.getDirectory();
  const name = `${fileName}.ballast`;
  return createKeptRoom({
    async open() {
      const file = await directory.getFileHandle(name, { create: true });
      return whileHeld(() => file.createSyncAccessHandle());
    },
    async bytes() {
      const file = await found(directory.getFileHandle(name));
      return file && (await file.getFile()).size;
    },
    async remove() {
      await found(directory.removeEntry(name));
    },
    async freeBytes() {
      const { usage, quota } = await navigator.storage.estimate();
      return usage === undefined || quota === undefined ? null : quota - usage;
    },
  });
}
