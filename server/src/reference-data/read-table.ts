import { basename } from 'node:path';
import { type Result, ok, refuse } from '@sipas/shared/kernel';
import { type TableRefusal, noRow, refuseDoubtful, streamColumns } from './stream-columns.ts';
import { type NumberReader, createNumberReader } from './table-numbers.ts';

/** The cells of one row by the names of their columns. */
export interface RowCells {
  readonly line: number;
  /** What stands there; a blank cell is refused. */
  text(column: string): string;
  /** What stands there, or nothing. */
  textOrBlank(column: string): string;
  number(column: string): number;
  /** Refuses the cell by a code of its own. */
  refuse(code: TableRefusal['code'], column: string): never;
}

/** Rows of a table that are all kept, with the line on which each stands. */
export interface Table<Row> {
  readonly rows: readonly Row[];
  readonly lines: readonly number[];
}

class CellFault extends Error {
  override readonly name = 'CellFault';
  readonly refusal: TableRefusal;
  constructor(refusal: TableRefusal) {
    super(refusal.detail);
    this.refusal = refusal;
  }
}

/**
 * Answers: the rows of a table of which all are needed at once.
 * Errors:  those of streamColumns; table.blank-cell, not-a-number, mixed-decimals, and what the reader of a row refuses, with
 *          line and column; table.doubtful-sign with those of the first number that can be read in two ways; design.empty
 *          where there is no row, or none that `readRow` keeps.
 */
export async function readTable<Row>(
  file: string,
  columns: readonly string[],
  readRow: (cells: RowCells) => Row | null,
): Promise<Result<Table<Row>, TableRefusal>> {
  const rows: Row[] = [];
  const lines: number[] = [];
  const seen: { numbers: NumberReader | null; isRow: boolean } = { numbers: null, isRow: false };
  const streamed = await streamColumns(file, columns, (separator) => {
    const numbers = (seen.numbers = createNumberReader(separator));
    return (values, line) => {
      seen.isRow = true;
      try {
        const row = readRow(cellsOf({ columns, values, line, numbers }));
        if (row === null) return null;
        rows.push(row);
        lines.push(line);
        return null;
      } catch (error) {
        if (error instanceof CellFault) return error.refusal;
        throw error;
      }
    };
  });
  if (!streamed.ok) return streamed;
  const doubtful = refuseDoubtful(seen.numbers);
  if (doubtful) return refuse(doubtful);
  if (rows.length > 0) return ok({ rows, lines });
  return refuse(seen.isRow ? { code: 'design.empty', detail: basename(file) } : noRow(file));
}

interface ReadRow {
  readonly columns: readonly string[];
  readonly values: readonly string[];
  readonly line: number;
  readonly numbers: NumberReader;
}

function cellsOf({ columns, values, line, numbers }: ReadRow): RowCells {
  const textOrBlank = (column: string) => values[columns.indexOf(column)] ?? '';
  const refuseCell = (code: TableRefusal['code'], column: string): never => {
    const detail = `line ${String(line)}, ${column}: "${textOrBlank(column)}"`;
    throw new CellFault({ code, detail });
  };
  const text = (column: string) => {
    const value = textOrBlank(column);
    return value === '' ? refuseCell('table.blank-cell', column) : value;
  };
  const number = (column: string) => {
    const value = numbers.read(text(column), line, column);
    return typeof value === 'string' ? refuseCell(value, column) : value;
  };
  return { line, text, textOrBlank, number, refuse: refuseCell };
}
