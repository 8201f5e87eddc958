import { type CellStyle, type CellValue, type WriteSheet, writeXlsx } from 'hucre/xlsx';
import type { Cell } from './csv-format.ts';

/** A column of a sheet: its heading, and how wide it is. */
export interface SheetColumn {
  readonly heading: string;
  /** In characters. */
  readonly width: number;
}

/** A table as it stands on a sheet of a workbook. */
export interface Sheet {
  readonly name: string;
  /** Lines above the table: what it is, and what a reader must know of it. */
  readonly lead: readonly string[];
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly (readonly Cell[])[];
}

const font = { name: 'Times New Roman', size: 11 };
const title: CellStyle = { font: { ...font, bold: true, size: 13 } };
const heading: CellStyle = {
  font: { ...font, bold: true },
  alignment: { wrapText: true, vertical: 'center', horizontal: 'center' },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'E2E8F0' } },
  border: { bottom: { style: 'thin' } },
};
const figure: CellStyle = { font, numFmt: '0.00' };
const whole: CellStyle = { font, numFmt: '#,##0' };
const words: CellStyle = { font, alignment: { wrapText: true, vertical: 'top' } };

/** The file says nothing of when it was made, so that the same tables are the same bytes. */
const noTime = new Date(0);

/**
 * Answers: a workbook of these sheets.
 * Shape:   figures are numbers with two decimals in the reader's own decimal sign, counts whole numbers, and text is text even
 *          where it begins like a formula: no cell is a formula. Headings stay on screen and on each page of A4 lying down.
 *          The same sheets give the same bytes.
 * Source:  ECMA-376; OWASP, CSV Injection.
 * Rule:    X-72
 */
export const xlsxBytes = (
  about: { readonly title: string },
  sheets: readonly Sheet[],
): Promise<Uint8Array> =>
  writeXlsx({
    properties: { title: about.title, creator: 'SIPAS', created: noTime, modified: noTime },
    defaultFont: font,
    namedRanges: sheets.flatMap(printRanges),
    sheets: sheets.map(writeSheet),
  });

const headingRow = ({ lead }: Sheet): number => lead.length;

function writeSheet(sheet: Sheet): WriteSheet {
  const { name, lead, columns, rows } = sheet;
  const top = headingRow(sheet);
  const cells: NonNullable<WriteSheet['cells']> = new Map();
  lead.forEach((_, row) => cells.set(at(row, 0), { style: row === 0 ? title : { font } }));
  columns.forEach((_, column) => cells.set(at(top, column), { style: heading }));
  rows.forEach((row, index) => {
    row.forEach((cell, column) => cells.set(at(top + 1 + index, column), { style: styleOf(cell) }));
  });
  return {
    name,
    columns: columns.map(({ width }) => ({ width })),
    rows: [
      ...lead.map((line) => [line]),
      columns.map((column) => column.heading),
      ...rows.map((row) => row.map(valueOf)),
    ],
    cells,
    freezePane: { rows: top + 1 },
    pageSetup: {
      paperSize: 'a4',
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      margins: { top: 0.6, bottom: 0.6, left: 0.5, right: 0.5, header: 0.3, footer: 0.3 },
    },
    headerFooter: { oddFooter: '&L&A&RTrang &P/&N' },
  };
}

const at = (row: number, column: number): string => `${String(row)},${String(column)}`;

function valueOf(cell: Cell): CellValue {
  if ('text' in cell) return cell.text;
  if ('count' in cell) return cell.count;
  return 'decimal' in cell ? Number(cell.decimal) : null;
}

function styleOf(cell: Cell): CellStyle {
  if ('count' in cell) return whole;
  return 'decimal' in cell ? figure : words;
}

/** The library does not put a name with a space into quotation marks, without which a spreadsheet finds the file broken. */
function printRanges(sheet: Sheet) {
  const quoted = `'${sheet.name.replaceAll("'", "''")}'`;
  const top = String(headingRow(sheet) + 1);
  const last = String(headingRow(sheet) + 1 + sheet.rows.length);
  const area = `${quoted}!$A$1:$${letterOf(sheet.columns.length)}$${last}`;
  return [
    { name: '_xlnm.Print_Area', range: area, scope: sheet.name },
    { name: '_xlnm.Print_Titles', range: `${quoted}!$${top}:$${top}`, scope: sheet.name },
  ];
}

function letterOf(column: number): string {
  const rest = (column - 1) % 26;
  const letter = String.fromCharCode(65 + rest);
  return column <= 26 ? letter : `${letterOf((column - 1 - rest) / 26)}${letter}`;
}
