import type { JournalHead } from './journal-head.ts';

/** What is seen of one of the two files that a journal may lie in. */
export interface FileSight {
  readonly bytes: number;
  readonly head: JournalHead | 'unfinished' | null;
}

/**
 * Answers: in which of the two files does the journal lie, whatever stopped its rewriting?
 * Shape:   two sights → 'first' or 'second'. A complete generation before one that was never rewritten, the higher before
 *          the lower; then a file whose head is hurt (its records may be whole), then one that was being rewritten, the
 *          longer before the shorter; the first when there is nothing in either.
 * Source:  decision 0021
 * Rule:    D-30
 */
export function chooseFile(first: FileSight, second: FileSight): 'first' | 'second' {
  return isBefore(second, first) ? 'second' : 'first';
}

function isBefore(left: FileSight, right: FileSight): boolean {
  const [ours, theirs] = [rankOf(left), rankOf(right)];
  return ours === theirs ? left.bytes > right.bytes : ours > theirs;
}

function rankOf({ bytes, head }: FileSight): number {
  if (bytes === 0) return -3;
  if (head === 'unfinished') return -2;
  return head === null ? -1 : head.generation;
}
