import { statSync } from 'node:fs';

/**
 * Answers: is the file that was opened still the one under its name?
 * Shape:   a file that was moved, deleted or put in place by hand while it was open goes on taking writes that nobody will
 *          find again; so does one whose disk was taken away and mounted anew.
 * Errors:  throws never.
 * Source:  sqlite.org/howtocorrupt.html, 4.3: unlinking or renaming a file while it is in use.
 * Rule:    A-184
 */
export function watchPlace(file: string): () => boolean {
  const opened = identityOf(file);
  return () => {
    const now = identityOf(file);
    return now !== null && now === opened;
  };
}

/** Never opened: closing it would drop the locks that this process has on it. */
function identityOf(file: string): string | null {
  const found = statSync(file, { bigint: true, throwIfNoEntry: false });
  return found === undefined ? null : `${String(found.dev)}:${String(found.ino)}`;
}
