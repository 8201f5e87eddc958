import type { ScoreRow } from '@sipas/shared/wire';

/** One figure of a unit, of the index or of the answers to another question. */
export type GridRow = Pick<
  ScoreRow,
  | 'unit'
  | 'unitName'
  | 'group'
  | 'code'
  | 'label'
  | 'valid'
  | 'percent'
  | 'interval'
  | 'intervalStatus'
  | 'rank'
  | 'status'
> &
  Partial<Pick<ScoreRow, 'weighted'>>;

/** What one column of the wide table measures. */
export interface ScoreContent {
  readonly code: string;
  readonly label: string;
}

/** One unit (and one group of people in it, where there is a breakdown) with its figures by content code. */
export interface ScoreLine {
  readonly key: string;
  readonly unit: string;
  readonly unitName: string;
  readonly group: GridRow['group'];
  readonly cells: ReadonlyMap<string, GridRow>;
}

export interface ScoreGrid {
  readonly contents: readonly ScoreContent[];
  readonly lines: readonly ScoreLine[];
}

/**
 * Answers: the figures of a table laid out as lines of units by columns of content.
 * Shape:   rows in any order → contents and lines, each in the order of their first appearance.
 * Missing: a line simply lacks the cell that no row gave.
 */
export function scoreGrid(rows: readonly GridRow[]): ScoreGrid {
  const contents = new Map<string, ScoreContent>();
  const lines = new Map<string, ScoreLine & { readonly cells: Map<string, GridRow> }>();
  for (const row of rows) {
    const { unit, unitName, group, code, label } = row;
    if (!contents.has(code)) contents.set(code, { code, label });
    const key = JSON.stringify([unit, group?.code ?? null]);
    const line = lines.get(key) ?? { key, unit, unitName, group, cells: new Map() };
    line.cells.set(code, row);
    lines.set(key, line);
  }
  return { contents: [...contents.values()], lines: [...lines.values()] };
}

/** Answers: is there a figure with such an interval? */
export const hasInterval = (
  rows: readonly Pick<GridRow, 'status' | 'intervalStatus'>[],
  wanted: GridRow['intervalStatus'],
): boolean =>
  rows.some(({ status, intervalStatus }) => status === 'published' && intervalStatus === wanted);

/** Answers: the value by which a figure is sorted; unpublished figures have none and stand last. */
export const percentOf = (row: GridRow | undefined): number | null =>
  typeof row?.percent === 'string' ? Number(row.percent) : null;
