import { isUtf8 } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import Papa from 'papaparse';
import { type Result, ok, refuse } from '@sipas/shared/kernel';
import type { CsvRow } from '@sipas/shared/admin-units';
import { placeIn } from './bad-text.ts';

export interface FileRefusal {
  readonly code: 'file.unreadable' | 'file.bad-row' | 'instrument.invalid' | 'fields.invalid';
  readonly detail: string;
}

/** Answers: the text of a file, or that it cannot be read; where it is no UTF-8, with line and byte. */
export async function readText(file: string): Promise<Result<string, FileRefusal>> {
  try {
    const bytes = await readFile(file);
    if (isUtf8(bytes)) return ok(new TextDecoder().decode(bytes));
    const detail = `${basename(file)}: ${placeIn(bytes)}: no UTF-8`;
    return refuse({ code: 'file.unreadable', detail });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return refuse({ code: 'file.unreadable', detail: `${basename(file)}: ${why}` });
  }
}

const lineBreak = /\r\n|\r|\n/;

/** A row of a CSV file, and the line of the file on which it begins. */
export interface CsvLine {
  readonly line: number;
  readonly row: CsvRow;
}

/**
 * Answers: the rows of a CSV file by the names of its columns; comma or semicolon, with or without a byte order mark.
 * Errors:  file.unreadable; file.bad-row naming file and line where a row has more or fewer cells than the header,
 *          or two columns have one name.
 */
export async function readCsv(file: string): Promise<Result<readonly CsvRow[], FileRefusal>> {
  const read = await readCsvLines(file);
  return read.ok ? ok(read.value.map(({ row }) => row)) : read;
}

/** Answers: the same with the line of each row, as an editor counts them: blank lines too. */
export async function readCsvLines(file: string): Promise<Result<readonly CsvLine[], FileRefusal>> {
  const read = await readText(file);
  if (!read.ok) return read;
  // The parser looks for columns of one name in the first line alone, be it blank.
  const blank = /^[\r\n]*/.exec(read.value)?.[0] ?? '';
  const parsed = Papa.parse<CsvRow>(read.value.slice(blank.length), {
    header: true,
    skipEmptyLines: true,
    delimitersToGuess: [',', ';', '\t'],
  });
  const [twice] = Object.values(parsed.meta.renamedHeaders ?? {});
  if (twice !== undefined)
    return refuse({
      code: 'file.bad-row',
      detail: `${basename(file)}: line ${String(blank.split(lineBreak).length)}: two columns ${twice}`,
    });
  const rows = withLines(read.value, parsed.data);
  const fault = parsed.errors.find((error) => error.code !== 'UndetectableDelimiter');
  if (fault !== undefined)
    return refuse({
      code: 'file.bad-row',
      detail: `${basename(file)}: line ${String(rows[fault.row ?? 0]?.line ?? 2)}: ${fault.message}`,
    });
  return ok(rows);
}

/** A cell in quotes may hold line breaks, and blank lines between rows are passed over. */
function withLines(text: string, rows: readonly CsvRow[]): readonly CsvLine[] {
  const lines = text.split(lineBreak);
  let at = 0;
  const beginOf = (cells: readonly unknown[]): number => {
    while (lines[at] === '') at++;
    const line = at + 1;
    at += cells.reduce<number>(
      (sum, cell) => sum + (typeof cell === 'string' ? cell.split(lineBreak).length - 1 : 0),
      1,
    );
    return line;
  };
  beginOf(Object.keys(rows[0] ?? {}));
  return rows.map((row) => ({ line: beginOf(Object.values(row)), row }));
}

/**
 * Answers: what a reader of shared makes of these rows, or the refusal that its RangeError names.
 * Errors:  file.bad-row naming file, line and column.
 */
export function readRows<T>(file: string, read: () => T): Result<T, FileRefusal> {
  try {
    return ok(read());
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return refuse({ code: 'file.bad-row', detail: `${basename(file)}: ${error.message}` });
  }
}
