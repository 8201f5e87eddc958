import type { Result } from '@sipas/shared/kernel';
import type { ReadPublicFacts } from '../ports/index.ts';
import type { FileRefusal } from './csv-rows.ts';
import { readAnnounced, readOthers } from './read-announced-figures.ts';
import { readUnitHistory } from './read-unit-history.ts';

/**
 * Answers: the public facts of a folder, read once, when they are first asked for.
 * Errors:  rejects when a file is broken: the data ship with the product.
 */
export function createPublicFacts(folder: string): ReadPublicFacts {
  const read = async () => ({
    history: whole(await readUnitHistory(folder)),
    announced: whole(await readAnnounced(folder)),
    otherIndices: whole(await readOthers(folder)),
  });
  let facts: ReturnType<typeof read> | undefined;
  return () => (facts ??= read());
}

function whole<T>(read: Result<T, FileRefusal>): T {
  if (!read.ok) throw new Error(read.error.detail);
  return read.value;
}
