export type NumberFault = 'table.not-a-number' | 'table.mixed-decimals';

const number = /^[+-]?(?:\d+(?:[.,]\d+)?|[.,]\d+)(?:[eE][+-]?\d+)?$/;

/**
 * Answers: the number in a cell, or why it is none.
 * Shape:   a decimal comma is read where the separator is another sign; within commas "1,234" could be either thing.
 *          Who writes 1,5 in one cell and 1.5 in another may mean a thousand by one of them: refused.
 * Errors:  table.not-a-number; table.mixed-decimals.
 */
export function createNumberReader(separator: string): (cell: string) => number | NumberFault {
  let decimal: '.' | ',' | null = null;
  return (cell) => {
    if (!number.test(cell)) return 'table.not-a-number';
    const sign = cell.includes(',') ? ',' : cell.includes('.') ? '.' : null;
    if (sign === ',' && separator === ',') return 'table.not-a-number';
    if (sign !== null && decimal !== null && sign !== decimal) return 'table.mixed-decimals';
    decimal ??= sign;
    const value = Number(sign === ',' ? cell.replace(',', '.') : cell);
    return Number.isFinite(value) ? value : 'table.not-a-number';
  };
}
