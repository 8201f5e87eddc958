import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { type Result, ok, refuse } from '@sipas/shared/kernel';
import type { ProblemCode } from '@sipas/shared/problems';
import { placeOfBadText } from './bad-text.ts';
import { CsvFault, createCsvSplitter, splitQuoted } from './csv-splitter.ts';
import type { NumberReader } from './table-numbers.ts';

/** What is wrong with a table, and where. */
export interface TableRefusal {
  readonly code: ProblemCode;
  readonly detail: string;
}

/** Takes the wanted cells of one row; a fault ends the reading. */
type TakeRow = (cells: readonly string[], line: number) => TableRefusal | null;

const partBytes = 2 ** 18;
const separators = [',', ';', '\t'];

class TableFault extends Error {
  override readonly name = 'TableFault';
  readonly refusal: TableRefusal;
  constructor(refusal: TableRefusal) {
    super(refusal.detail);
    this.refusal = refusal;
  }
}

/**
 * Answers: some columns of a table of any size, row by row.
 * Shape:   `open` is told the separator (comma, semicolon or tab: that under which the header has the columns) and which
 *          columns come, and gives what takes the rows, or why none are wanted. Cells come trimmed and in composed
 *          characters, in the order of `columns`, then of those of `optional` that the table has.
 *          Memory does not grow with the file.
 * Errors:  file.unreadable (not there, or not UTF-8, with line and byte); table.no-column and table.repeated-column, naming it; table.uneven-row,
 *          table.bad-quotes, with the line; what `take` answers.
 * Source:  RFC 4180.
 */
export async function streamColumns(
  file: string,
  columns: readonly string[],
  open: (separator: string, found: readonly string[]) => TakeRow | TableRefusal,
  optional: readonly string[] = [],
): Promise<Result<null, TableRefusal>> {
  const header = { places: [] as readonly number[], width: 0 };
  let separator = ',';
  let take: TakeRow | null = null;
  const wanted = columns.map(tidyName);
  const welcome = optional.map(tidyName);
  const splitter = createCsvSplitter(
    (firstRow) => (separator = separatorOf(firstRow, [...wanted, ...welcome])),
    (cells, line) => {
      const { places, width } = header;
      if (!take) {
        const names = new Set(cells.map(tidyName));
        const found = [...wanted, ...welcome.filter((name) => names.has(name))];
        header.places = placesOf(cells, found, line);
        header.width = cells.length;
        const opened = open(separator, found);
        if ('code' in opened) throw new TableFault(opened);
        take = opened;
        return;
      }
      if (cells.length !== width)
        throw new TableFault({
          code: 'table.uneven-row',
          detail: `line ${String(line)}: ${String(cells.length)} ≠ ${String(width)}`,
        });
      const fault = take(
        places.map((place) => tidyCell(cells[place] ?? '')),
        line,
      );
      if (fault) throw new TableFault(fault);
    },
  );
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    for await (const bytes of createReadStream(file, { highWaterMark: partBytes }))
      splitter.push(decoder.decode(bytes as Uint8Array, { stream: true }));
    splitter.push(decoder.decode());
    splitter.end();
  } catch (error) {
    return refuse(await refusalOf(error, file));
  }
  return header.width > 0 ? ok(null) : refuse({ code: 'design.empty', detail: basename(file) });
}

/** Answers: the refusal of a table that has a header alone. */
export const noRow = (file: string): TableRefusal => ({
  code: 'design.empty',
  detail: `${basename(file)}: no row below line 1`,
});

/** Answers: the refusal of a table in which a number can be read in two ways; null where none can. */
export function refuseDoubtful(numbers: NumberReader | null): TableRefusal | null {
  const found = numbers?.doubtful() ?? null;
  if (found === null) return null;
  const { line, column, cell } = found;
  return { code: 'table.doubtful-sign', detail: `line ${String(line)}, ${column}: "${cell}"` };
}

async function refusalOf(error: unknown, file: string): Promise<TableRefusal> {
  if (error instanceof TableFault) return error.refusal;
  if (error instanceof CsvFault)
    return { code: 'table.bad-quotes', detail: `line ${String(error.line)}: ${error.message}` };
  if (isNoText(error)) {
    const where = await placeOfBadText(file);
    return { code: 'file.unreadable', detail: `${basename(file)}: ${where}: no UTF-8` };
  }
  // Of the machine: not there, no right to read, a folder.
  if (error instanceof Error && 'code' in error)
    return { code: 'file.unreadable', detail: `${basename(file)}: ${error.message}` };
  throw error;
}

const isNoText = (error: unknown): boolean =>
  error instanceof TypeError &&
  'code' in error &&
  error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA';

const tidyName = (name: string): string => name.trim().normalize('NFC');

/** V8 keeps a whole part alive for a long cell that was cut out of it, so such a cell is copied. */
const longestCopied = 12;
const isPlain = /^[!-~]*$/;
const tidyCell = (cell: string): string => {
  if (cell.length <= longestCopied && isPlain.test(cell)) return cell;
  const tidy = cell.trim().normalize('NFC');
  return tidy.length <= longestCopied ? tidy : Buffer.from(tidy).toString('utf8');
};

function namesUnder(firstRow: string, separator: string): readonly string[] {
  const cells = firstRow.includes('"')
    ? splitQuoted(firstRow, separator, 1)
    : firstRow.split(separator);
  return cells.map(tidyName);
}

function separatorOf(firstRow: string, wanted: readonly string[]): string {
  const found = separators.map((separator) => {
    const names = namesOrNone(firstRow, separator);
    const known = wanted.filter((column) => names.includes(column)).length;
    return { separator, known, width: names.length };
  });
  const [best] = found.sort((a, b) => b.known - a.known || b.width - a.width);
  return best?.separator ?? ',';
}

/** A quoted name with a comma in it is no name where commas separate. */
function namesOrNone(firstRow: string, separator: string): readonly string[] {
  try {
    return namesUnder(firstRow, separator);
  } catch (error) {
    if (error instanceof CsvFault) return [];
    throw error;
  }
}

function placesOf(cells: readonly string[], wanted: readonly string[], line: number) {
  const names = cells.map(tidyName);
  return wanted.map((column) => {
    const place = names.indexOf(column);
    const where = `line ${String(line)}: ${column}`;
    if (place === -1) throw new TableFault({ code: 'table.no-column', detail: where });
    if (names.includes(column, place + 1))
      throw new TableFault({ code: 'table.repeated-column', detail: where });
    return place;
  });
}
