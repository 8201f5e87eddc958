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

/**
 * Answers: the rows of a CSV file by the names of its columns; comma or semicolon, with or without a byte order mark.
 * Errors:  file.unreadable; file.bad-row naming file and line where a row has more or fewer cells than the header.
 */
export async function readCsv(file: string): Promise<Result<readonly CsvRow[], FileRefusal>> {
  const read = await readText(file);
  if (!read.ok) return read;
  const parsed = Papa.parse<CsvRow>(read.value, {
    header: true,
    skipEmptyLines: true,
    delimitersToGuess: [',', ';', '\t'],
  });
  const fault = parsed.errors.find((error) => error.code !== 'UndetectableDelimiter');
  if (fault !== undefined)
    return refuse({
      code: 'file.bad-row',
      detail: `${basename(file)}: line ${String((fault.row ?? 0) + 2)}: ${fault.message}`,
    });
  return ok(parsed.data);
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
