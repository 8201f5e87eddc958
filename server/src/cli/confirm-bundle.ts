import { basename } from 'node:path';
import { type Result, ok } from '@sipas/shared/kernel';
import { sha256, tableBytes } from '../exports/index.ts';
import { CsvFault, splitQuoted } from '../reference-data/csv-splitter.ts';
import { tablesHere } from '../use-cases/make-tables.ts';
import type { Refusal } from '../use-cases/refusal.ts';
import { createBundleTables } from '../use-cases/score-bundle/index.ts';
import type { CommandAnswer } from './command.ts';
import { readArchive } from './read-archive.ts';
import { readBundle } from './read-bundle.ts';

/** Where a table of a bundle first differs from what its data give. */
interface Difference {
  readonly file: string;
  /** Of the table, the header being row 1. */
  readonly row: number;
  readonly column: string;
  readonly found: string;
  readonly computed: string;
}

/**
 * Answers: do the tables of a bundle follow from its data, byte for byte?
 * Shape:   file → every table with its hash, or the first place at which one differs; nothing is written.
 * Errors:  file.unreadable; those of readBundle; those of the reports.
 * Source:  decision 92.
 * Rule:    X-85
 */
export async function confirmBundle(file: string): Promise<Result<CommandAnswer, Refusal>> {
  const archive = await readArchive(file);
  if (!archive.ok) return archive;
  const bundle = readBundle(archive.value);
  if (!bundle.ok) return bundle;
  const { data, tables, files, productVersion } = bundle.value;
  const made = createBundleTables(data, { tables: tablesHere });
  const confirmed: { readonly file: string; readonly sha256: string }[] = [];
  for (const { file: name, name: table } of tables) {
    const computed = await made.make(table);
    if (!computed.ok) return computed;
    const bytes = await tableBytes(computed.value);
    const found = files.get(name) ?? Buffer.alloc(0);
    if (!bytes.equals(found)) return ok(tellDifference(firstDifference(name, found, bytes)));
    confirmed.push({ file: name, sha256: sha256(bytes) });
  }
  const about = {
    confirmed: true,
    wave: { id: data.wave.id, name: data.wave.name },
    responses: data.rows.length,
    productVersion,
    bundle: sha256(archive.value),
    tables: confirmed,
  };
  const lines = [
    `khớp: ${String(confirmed.length)} bảng, ${String(data.rows.length)} phiếu, ${data.wave.name}`,
    `${about.bundle}  ${basename(file)}`,
    ...confirmed.map((table) => `${table.sha256}  ${table.file}`),
  ];
  return ok({ json: about, text: lines.join('\n') });
}

function tellDifference(difference: Difference): CommandAnswer {
  const { file, row, column, found, computed } = difference;
  return {
    json: { confirmed: false, difference },
    text: `không khớp: ${file}, dòng ${String(row)}, cột ${column}: trong gói "${found}", tính lại được "${computed}"`,
    failed: true,
  };
}

/** Lines and cells are compared as this product writes them; the first that differs is told. */
function firstDifference(file: string, found: Buffer, computed: Buffer): Difference {
  const [theirs, ours] = [linesOf(found), linesOf(computed)];
  const at = ours.findIndex((line, place) => line !== theirs[place]);
  const row = at === -1 ? ours.length : at;
  const [cells, expected] = [cellsOf(theirs[row] ?? ''), cellsOf(ours[row] ?? '')];
  const place = Math.max(
    0,
    Array.from({ length: Math.max(cells.length, expected.length) }).findIndex(
      (_, one) => cells[one] !== expected[one],
    ),
  );
  const header = cellsOf((ours[0] ?? '').replace('\uFEFF', ''));
  return {
    file,
    row: row + 1,
    column: header[place] ?? String(place + 1),
    found: cells[place] ?? '',
    computed: expected[place] ?? '',
  };
}

const linesOf = (bytes: Buffer): readonly string[] => bytes.toString('utf8').split('\n');

/** What is not to be read as cells is told as one. */
function cellsOf(line: string): readonly string[] {
  try {
    return splitQuoted(line, ',', 1);
  } catch (error) {
    if (error instanceof CsvFault) return [line];
    throw error;
  }
}
