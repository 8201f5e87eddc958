import Papa from 'papaparse';
import { type Result, ok, refuse } from '@sipas/shared/kernel';

/** A row of a file by the columns that were asked for, with its line, the header being line 1. */
export interface SheetRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** What is wrong with a file as a whole or with one of its lines. */
export interface SheetFault {
  readonly fault: 'file-too-large' | 'unreadable-file' | 'wrong-columns' | 'bad-row';
  readonly detail?: string;
}

/**
 * Answers: the rows of a CSV that a person gave.
 * Shape:   bytes in UTF-8, with or without the mark at its beginning; comma, semicolon or tab; each wanted column by any of its
 *          names, the first one told; columns in any order, others are passed over; blank lines are none. Cells in the order of
 *          the wanted columns, trimmed and in normal form C.
 * Errors:  file-too-large; unreadable-file; wrong-columns naming those that lack or stand twice; bad-row with its line.
 */
export function readSheet(
  bytes: Uint8Array,
  mostBytes: number,
  columns: readonly (readonly string[])[],
): Result<readonly SheetRow[], SheetFault> {
  if (bytes.length > mostBytes) return refuse({ fault: 'file-too-large' });
  const text = decode(bytes);
  if (text === null) return refuse({ fault: 'unreadable-file' });
  const parsed = Papa.parse<string[]>(text, { delimitersToGuess: [',', ';', '\t'] });
  const [header = [], ...rows] = parsed.data;
  const names = header.map((name) => name.trim().toLowerCase());
  const places = columns.map((words) => placesOf(names, words));
  const unfit = columns.filter((_, at) => places[at]?.length !== 1).map(([name]) => name);
  if (unfit.length > 0) return refuse({ fault: 'wrong-columns', detail: unfit.join(', ') });
  const broken = parsed.errors.find(({ code }) => code !== 'UndetectableDelimiter');
  if (broken !== undefined) return badRow((broken.row ?? 0) + 1);
  const found: SheetRow[] = [];
  for (const [index, cells] of rows.entries()) {
    if (cells.every((cell) => cell.trim() === '')) continue;
    const line = index + 2;
    if (cells.length !== header.length) return badRow(line);
    const wanted = places.map(([place = 0]) => (cells[place] ?? '').normalize('NFC').trim());
    found.push({ line, cells: wanted });
  }
  return ok(found);
}

const badRow = (line: number) => refuse<SheetFault>({ fault: 'bad-row', detail: String(line) });

function decode(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    // Valid UTF-8 all the same: a workbook, text of two bytes a letter, or what a reader before put in place of such bytes.
    return text.includes('\u0000') || text.includes('\uFFFD') ? null : text;
  } catch {
    return null;
  }
}

const placesOf = (names: readonly string[], words: readonly string[]): readonly number[] =>
  names.flatMap((name, place) => (words.includes(name) ? [place] : []));
