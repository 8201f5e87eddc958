import type { PublishedScoreTable, ScoreRow, ScoreTable } from '@sipas/shared/wire';
import {
  boundColumns,
  figureColumns,
  figureName,
  figureNameColumns,
  placeColumns,
} from './columns.ts';
import { type Cell, type CsvFormat, csvBytes } from './csv-format.ts';

export type ScoresShape = 'long' | 'wide';

/**
 * Answers: a table of scores as a spreadsheet file.
 * Shape:   long: one row a figure; wide: one row a unit (and group), the columns of each figure side by side. Rows keep the table's order.
 * Missing: an unpublished figure has empty cells and its reason in `status`.
 * Rule:    X-03
 */
export function scoresCsv(
  table: PublishedScoreTable,
  shape: ScoresShape,
  format: CsvFormat,
): AsyncGenerator<Uint8Array> {
  return shape === 'long' ? longCsv(table, format) : wideCsv(table, format);
}

function longCsv(table: ScoreTable, format: CsvFormat) {
  const columns = [...placeColumns, ...figureNameColumns, ...figureColumns, ...boundColumns];
  const rows = table.rows.map((row) => columns.map((column) => column.cell(row, table)));
  return csvBytes(
    columns.map((column) => column.name),
    rows,
    format,
  );
}

function wideCsv(table: ScoreTable, format: CsvFormat) {
  const figures = [...new Set(table.rows.map(figureName))];
  const header = [
    ...placeColumns.map((column) => column.name),
    ...figures.flatMap((figure) => figureColumns.map((column) => `${figure}_${column.name}`)),
    ...boundColumns.map((column) => column.name),
  ];
  return csvBytes(header, wideRows(table, figures), format);
}

function* wideRows(table: ScoreTable, figures: readonly string[]): Generator<readonly Cell[]> {
  const byPlace = new Map<string, Map<string, ScoreRow>>();
  for (const row of table.rows) {
    const place = JSON.stringify([row.unit, row.group?.code ?? null]);
    const atPlace = byPlace.get(place) ?? new Map<string, ScoreRow>();
    byPlace.set(place, atPlace.set(figureName(row), row));
  }
  for (const atPlace of byPlace.values()) {
    const [any] = atPlace.values();
    if (any === undefined) continue;
    yield [
      ...placeColumns.map((column) => column.cell(any, table)),
      ...figures.flatMap((figure) => figureCells(atPlace.get(figure), table)),
      ...boundColumns.map((column) => column.cell(any, table)),
    ];
  }
}

const figureCells = (row: ScoreRow | undefined, table: ScoreTable): readonly Cell[] =>
  figureColumns.map((column) =>
    row === undefined ? ({ empty: true } as const) : column.cell(row, table),
  );
