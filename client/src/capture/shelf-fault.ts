import type { ShelfFault } from '../ports/field-shelf.ts';

/** Answers: what went wrong with a write, whatever was thrown? */
export function asShelfFault(thrown: unknown): ShelfFault {
  if (typeof thrown === 'object' && thrown !== null && 'tag' in thrown) {
    if (thrown.tag === 'storage-full') return { tag: 'storage-full' };
    if (thrown.tag === 'storage-failed' && 'message' in thrown)
      return { tag: 'storage-failed', message: String(thrown.message) };
  }
  return { tag: 'storage-failed', message: String(thrown) };
}
