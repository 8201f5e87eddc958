import { printHundredths } from '@sipas/shared/kernel';
import type { ComparedFigure, UnitChange } from '@sipas/shared/scoring';
import { type Cell, type CsvFormat, count, csvBytes, decimal, text } from './csv-format.ts';

const hundredths = (value: number | null): Cell =>
  decimal(value === null ? null : printHundredths(value));

const side = (name: 'before' | 'after') => {
  const of = (row: UnitChange): ComparedFigure => row[name];
  return [
    [`${name}_percent`, (row: UnitChange) => hundredths(of(row).hundredths)],
    [`${name}_valid`, (row: UnitChange) => count(of(row).validCount)],
    [`${name}_rank`, (row: UnitChange) => count(of(row).rank)],
    [`${name}_overlap_percent`, (row: UnitChange) => hundredths(of(row).overlapHundredths)],
    [`${name}_standing`, (row: UnitChange) => text(of(row).standing)],
  ] as const;
};

const columns: readonly (readonly [string, (row: UnitChange) => Cell])[] = [
  ['unit_code', (row) => text(row.unit)],
  ['unit_name', (row) => text(row.unitName)],
  ['figure_code', (row) => text(row.code)],
  ['figure_label', (row) => text(row.label)],
  ...side('before'),
  ...side('after'),
  ['change_points', (row) => hundredths(row.pointsHundredths)],
  ['change_low_points', (row) => hundredths(row.interval?.lowHundredths ?? null)],
  ['change_high_points', (row) => hundredths(row.interval?.highHundredths ?? null)],
  ['change_is_clear', (row) => text(row.interval === null ? null : String(row.interval.isClear))],
  ['change_ranks', (row) => count(row.steps)],
  ['standing', (row) => text(row.standing)],
];

/**
 * Answers: a table of changes between two waves as a spreadsheet file.
 * Shape:   one row a unit and figure, in the table's order. Withheld figures have empty cells and their reason beside.
 * Rule:    X-60
 */
export const changesCsv = (
  rows: readonly UnitChange[],
  format: CsvFormat,
): AsyncGenerator<Uint8Array> =>
  csvBytes(
    columns.map(([name]) => name),
    rows.map((row) => columns.map(([, cell]) => cell(row))),
    format,
  );
