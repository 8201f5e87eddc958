import { open } from 'node:fs/promises';

/** What was written to a file ('r+'), or the names in a folder ('r'), now survive the loss of power. */
export async function flush(path: string, mode: 'r' | 'r+'): Promise<void> {
  const handle = await open(path, mode);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
