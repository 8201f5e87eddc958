import { readFile } from 'node:fs/promises';

/** Answers: what is in the file; null where it cannot be read, which the command tells as file.unreadable. */
export async function bytesOf(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file);
  } catch {
    return null;
  }
}
