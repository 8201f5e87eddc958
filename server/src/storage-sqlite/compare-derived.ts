import type { StoreDifference } from '../ports/index.ts';
import { commentId, commentWords } from './comment-rows.ts';
import type { Database } from './open-store.ts';
import type { Rebuilt, RebuiltRow } from './recount.ts';
import { responses, storeMeta, villageCounts } from './schema.ts';
import { villageName } from './village-tally.ts';

const absent = 'absent';

/** Compares every derived row and count with what the bytes give; each difference is named. */
export function compareDerived(db: Database, rebuilt: Rebuilt): StoreDifference[] {
  return [
    ...compareRows(db, rebuilt.rows),
    ...compareCounts(db, rebuilt.counts),
    ...compareComments(db, rebuilt),
  ];
}

function compareRows(db: Database, expected: ReadonlyMap<string, RebuiltRow>): StoreDifference[] {
  const differences: StoreDifference[] = [];
  const seen = new Set<string>();
  for (const stored of db.select().from(responses).all()) {
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
function printRow(row: RebuiltRow | typeof responses.$inferSelect): string {
  return JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function compareCounts(
  db: Database,
  expected: ReadonlyMap<string, Uint32Array>,
): StoreDifference[] {
  const differences: StoreDifference[] = [];
  const seen = new Set<string>();
  for (const stored of db.select().from(villageCounts).all()) {
    const name = villageName(stored);
    seen.add(name);
    const counts = expected.get(name);
    const [a, b] = [stored.counts.toString('hex'), counts ? hexOf(counts) : absent];
    if (a !== b) differences.push(difference('village-counts', printName(name), a, b));
  }
  for (const [name, counts] of expected)
    if (!seen.has(name))
      differences.push(difference('village-counts', printName(name), absent, hexOf(counts)));
  return differences;
}

/**
 * Every text by its name, as it is kept and as it is searched. What came behind the mark of the comments is still to be read;
 * until then they say what the response said before. What cannot be opened here is not compared.
 */
function compareComments(db: Database, { rows, texts: said, unread }: Rebuilt): StoreDifference[] {
  const mark = db.select({ receipt: storeMeta.commentReceipt }).from(storeMeta).get()?.receipt ?? 0;
  const isRead = (responseId: string): boolean =>
    !unread.has(responseId) && (rows.get(responseId)?.receipt ?? 0) <= mark;
  const expected = new Map<string, string>();
  for (const [responseId, texts] of said)
    for (const given of isRead(responseId) ? texts : [])
      expected.set(
        commentId(responseId, given),
        printComment([responseId, given.question, given.text, commentWords(given.text)]),
      );
  const differences: StoreDifference[] = [];
  const seen = new Set<string>();
  for (const { id, responseId, row } of storedComments(db)) {
    if (!isRead(responseId)) continue;
    seen.add(id);
    const wanted = expected.get(id) ?? absent;
    if (row !== wanted) differences.push(difference('comment-row', id, row, wanted));
  }
  for (const [id, row] of expected)
    if (!seen.has(id)) differences.push(difference('comment-row', id, absent, row));
  return differences;
}

/** A text without words and words without a text are rows too. */
function storedComments(
  db: Database,
): readonly { readonly id: string; readonly responseId: string; readonly row: string }[] {
  const rows = db.$client
    .prepare(
      `select coalesce(c.id, 'words ' || s.rowid), c.response_id, c.question, c.text, s.words
       from comments c full join comments_search s on s.rowid = c.key`,
    )
    .raw(true)
    .all() as readonly [string, ...(string | null)[]][];
  return rows.map(([id, ...row]) => ({ id, responseId: row[0] ?? '', row: printComment(row) }));
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
