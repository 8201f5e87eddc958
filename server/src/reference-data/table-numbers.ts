export type NumberFault = 'table.not-a-number' | 'table.mixed-decimals';

const number = /^[+-]?(?:\d+(?:[.,]\d+)?|[.,]\d+)(?:[eE][+-]?\d+)?$/;
/** What could be a thousand and some as well as one and some. */
const thousandOrFraction = /^[+-]?[1-9]\d{0,2}\.\d{3}$/;

const signOf = (cell: string): ',' | '.' | null =>
  cell.includes(',') ? ',' : cell.includes('.') ? '.' : null;

/** Where a number stands that can be read in two ways. */
interface DoubtfulNumber {
  readonly line: number;
  readonly column: string;
  readonly cell: string;
}

/** Reads the numbers of one table. */
export interface NumberReader {
  read(cell: string, line: number, column: string): number | NumberFault;
  /** After the last row: the first number of which it cannot be told whether its point is a decimal sign; null: there is none. */
  doubtful(): DoubtfulNumber | null;
}

/**
 * Answers: the number in a cell, or why it is none.
 * Shape:   a decimal comma is read where the separator is another sign; within commas "1,234" could be either thing.
 *          Who writes 1,5 in one cell and 1.5 in another may mean a thousand by one of them: refused. Between semicolons, as
 *          a Vietnamese spreadsheet saves, "1.234" may be a thousand: doubtful, unless another number of the table has a
 *          point that can only be a decimal one (0.500, 2.5).
 * Errors:  table.not-a-number; table.mixed-decimals.
 */
export function createNumberReader(separator: string): NumberReader {
  let decimal: '.' | ',' | null = null;
  let isTold = separator !== ';';
  let first: DoubtfulNumber | null = null;
  return {
    read(cell, line, column) {
      if (!number.test(cell)) return 'table.not-a-number';
      const sign = signOf(cell);
      if (sign === ',' && separator === ',') return 'table.not-a-number';
      if (sign !== null && decimal !== null && sign !== decimal) return 'table.mixed-decimals';
      decimal ??= sign;
      if (sign === '.' && !isTold) {
        if (thousandOrFraction.test(cell)) first ??= { line, column, cell };
        else isTold = true;
      }
      const value = Number(sign === ',' ? cell.replace(',', '.') : cell);
      return Number.isFinite(value) ? value : 'table.not-a-number';
    },
    doubtful: () => (isTold ? null : first),
  };
}
