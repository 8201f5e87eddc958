import { createKeptRoom } from '../kept-room.ts';
import type { KeptRoom } from '../kept-room.ts';
import { accessTo, found } from './opfs-disk.ts';

/** The room kept for the journal of this name in this origin's private file system. */
export async function keepOpfsRoom(fileName: string): Promise<KeptRoom> {
  const directory = await navigator.storage.getDirectory();
  const name = `${fileName}.ballast`;
  return createKeptRoom({
    open: async () => accessTo(await directory.getFileHandle(name, { create: true })),
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
