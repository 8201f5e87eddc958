/** How a table is written: as the reader's spreadsheet wants it. */
export interface CsvFormat {
  readonly decimal: 'point' | 'comma';
  readonly separator: 'comma' | 'semicolon';
  /** Whether the bytes begin with the mark by which Excel knows UTF-8. */
  readonly bom: boolean;
}

export const defaultCsvFormat: CsvFormat = { decimal: 'point', separator: 'comma', bom: true };

/** A cell: free text, a whole number, a figure with decimals (text with a point), or nothing. */
export type Cell =
  | { readonly text: string }
  | { readonly count: number }
  | { readonly decimal: string }
  | { readonly empty: true };

export const text = (value: string | null): Cell =>
  value === null ? { empty: true } : { text: value };
export const count = (value: number | null): Cell =>
  value === null ? { empty: true } : { count: value };
export const decimal = (value: string | null): Cell =>
  value === null ? { empty: true } : { decimal: value };

/**
 * What a spreadsheet takes for the beginning of a formula, in plain and in full width, also behind what it drops: spaces,
 * controls, marks that are not seen.
 */
const formulaStart = /^(?:[\t\r\n]|[\s\p{Cc}\p{Cf}]*[=+\-@\uFF0B\uFF0D\uFF1D\uFF20])/u;

/**
 * Answers: a text that no spreadsheet runs as a formula.
 * Shape:   text → the same text, with an apostrophe before it where it would begin a formula.
 * Source:  OWASP, CSV Injection.
 * Rule:    X-01
 */
export const neutraliseFormula = (value: string): string =>
  formulaStart.test(value) ? `'${value}` : value;

function print(cell: Cell, format: CsvFormat): string {
  if ('text' in cell) return neutraliseFormula(cell.text);
  if ('count' in cell) return String(cell.count);
  if ('decimal' in cell)
    return format.decimal === 'comma' ? cell.decimal.replace('.', ',') : cell.decimal;
  return '';
}

/** Answers: a cell as it stands between separators. Source: RFC 4180, 2.5 to 2.7. */
const quoteWhere = (special: RegExp, cell: string): string =>
  special.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

const rowsPerChunk = 500;

/**
 * Answers: the bytes of a table, piece by piece.
 * Shape:   header, rows and format → UTF-8 pieces; lines end with a line feed; the same rows give the same bytes.
 * Units:   decimals with the point or comma that the format names.
 * Rule:    X-02
 */
export async function* csvBytes(
  header: readonly string[],
  rows: Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>,
  format: CsvFormat,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  const [delimiter, special] = format.separator === 'comma' ? [',', /[",\r\n]/] : [';', /[";\r\n]/];
  const lineOf = (cells: readonly string[]): string =>
    `${cells.map((cell) => quoteWhere(special, cell)).join(delimiter)}\n`;
  let lines = (format.bom ? '\uFEFF' : '') + lineOf(header.map(neutraliseFormula));
  let count = 1;
  for await (const row of rows) {
    lines += lineOf(row.map((cell) => print(cell, format)));
    count += 1;
    if (count < rowsPerChunk) continue;
    yield encoder.encode(lines);
    lines = '';
    count = 0;
  }
  if (count > 0) yield encoder.encode(lines);
}
