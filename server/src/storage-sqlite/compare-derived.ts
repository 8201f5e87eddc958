import type { StoreDifference } from '../ports/index.ts';
import type { Database } from './open-store.ts';
import type { Rebuilt, RebuiltRow } from './recount.ts';
import { responses, villageCounts } from './schema.ts';
import { villageName } from './village-tally.ts';

const absent = 'absent';

/** Compares every derived row and count with what the bytes give; each difference is named. */
export function compareDerived(db: Database, rebuilt: Rebuilt): StoreDifference[] {
  return [...compareRows(db, rebuilt.rows), ...compareCounts(db, rebuilt.counts)];
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
    const name = villageName({ ...stored, packed: '' });
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

const hexOf = (counts: Uint32Array): string =>
  Buffer.from(counts.buffer, counts.byteOffset, counts.byteLength).toString('hex');

const printName = (name: string): string => name.replaceAll('\n', ' / ');

const difference = (
  check: StoreDifference['check'],
  where: string,
  stored: string,
  expected: string,
): StoreDifference => ({ check, where, stored, expected });
