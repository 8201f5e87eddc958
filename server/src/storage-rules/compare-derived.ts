import type { StoreDifference } from '../ports/index.ts';
import { commentId, commentWords } from './comment-text.ts';
import type { Rebuilt, RebuiltRow } from './recount.ts';
import { type Countable, villageName } from './village-name.ts';

/** What a store holds that follows from the bytes, all of it. */
export interface Derived {
  readonly rows: readonly RebuiltRow[];
  readonly counts: readonly (Omit<Countable, 'packed' | 'mode'> & { readonly counts: Buffer })[];
  /** A text without words and words without a text are rows too. */
  readonly comments: readonly {
    readonly id: string;
    readonly responseId: string | null;
    readonly question: string | null;
    readonly text: string | null;
    readonly words: string | null;
  }[];
  /** Up to which receipt comments were taken. */
  readonly commentMark: number;
}

const absent = 'absent';

/** Compares every derived row and count with what the bytes give; each difference is named. */
export function compareDerived(derived: Derived, rebuilt: Rebuilt): StoreDifference[] {
  return [
    ...compareRows(derived.rows, rebuilt.rows),
    ...compareCounts(derived.counts, rebuilt.counts),
    ...compareComments(derived, rebuilt),
  ];
}

function compareRows(
  rows: readonly RebuiltRow[],
  expected: ReadonlyMap<string, RebuiltRow>,
): StoreDifference[] {
  const differences: StoreDifference[] = [];
  const seen = new Set<string>();
  for (const stored of rows) {
    seen.add(stored.responseId);
    const row = expected.get(stored.responseId);
    const [a, b] = [printRow(stored), row ? printRow(row) : absent];
    if (a !== b) differences.push(difference('response-row', stored.responseId, a, b));
  }
  for (const [responseId, row] of expected)
    if (!seen.has(responseId))
      differences.push(difference('response-row', responseId, absent, printRow(row)));
  return differences;
}

/** A row as one text, its columns in the order of their names. */
function printRow(row: RebuiltRow): string {
  return JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function compareCounts(
  counts: Derived['counts'],
  expected: ReadonlyMap<string, Uint32Array>,
): StoreDifference[] {
  const differences: StoreDifference[] = [];
  const seen = new Set<string>();
  for (const stored of counts) {
    const name = villageName(stored);
    seen.add(name);
    const found = expected.get(name);
    const [a, b] = [stored.counts.toString('hex'), found ? hexOf(found) : absent];
    if (a !== b) differences.push(difference('village-counts', printName(name), a, b));
  }
  for (const [name, found] of expected)
    if (!seen.has(name))
      differences.push(difference('village-counts', printName(name), absent, hexOf(found)));
  return differences;
}

/**
 * Every text by its name, as it is kept and as it is searched. What came behind the mark of the comments is still to be read;
 * until then they say what the response said before. What cannot be opened here is not compared.
 */
function compareComments(
  { comments, commentMark }: Derived,
  { rows, texts: said, unread }: Rebuilt,
): StoreDifference[] {
  const isRead = (responseId: string): boolean =>
    !unread.has(responseId) && (rows.get(responseId)?.receipt ?? 0) <= commentMark;
  const expected = new Map<string, string>();
  for (const [responseId, texts] of said)
    for (const given of isRead(responseId) ? texts : [])
      expected.set(
        commentId(responseId, given),
        printComment([responseId, given.question, given.text, commentWords(given.text)]),
      );
  const differences: StoreDifference[] = [];
  const seen = new Set<string>();
  for (const { id, responseId, question, text, words } of comments) {
    if (!isRead(responseId ?? '')) continue;
    const row = printComment([responseId, question, text, words]);
    seen.add(id);
    const wanted = expected.get(id) ?? absent;
    if (row !== wanted) differences.push(difference('comment-row', id, row, wanted));
  }
  for (const [id, row] of expected)
    if (!seen.has(id)) differences.push(difference('comment-row', id, absent, row));
  return differences;
}

const printComment = (row: readonly (string | null)[]): string => JSON.stringify(row);

const hexOf = (counts: Uint32Array): string =>
  Buffer.from(counts.buffer, counts.byteOffset, counts.byteLength).toString('hex');

const printName = (name: string): string => name.replaceAll('\n', ' / ');

const difference = (
  check: StoreDifference['check'],
  where: string,
  stored: string,
  expected: string,
): StoreDifference => ({ check, where, stored, expected });
