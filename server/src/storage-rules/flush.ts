import { closeSync, fsyncSync, openSync } from 'node:fs';

/** What was written to a file ('r+'), or the names in a folder ('r'), now survive the loss of power. */
export function flush(path: string, mode: 'r' | 'r+'): void {
  const handle = openSync(path, mode);
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
