import type { SortDirection, SortValue } from './sort-rows.ts';

/** One column of a table; its cells are drawn by the snippet that the table is given. */
export interface Column<Row> {
  readonly id: string;
  readonly title: string;
  /** A second, smaller line of the heading: a unit, a definition. */
  readonly note?: string | undefined;
  readonly numeric?: boolean;
  /** `narrow` takes no more than its words need; `broad` takes what the others leave. */
  readonly width?: 'narrow' | 'broad';
  /** Present where the column can be sorted by. */
  readonly sortBy?: (row: Row) => SortValue;
  /** The direction of the first click: best first for figures. */
  readonly firstDirection?: SortDirection;
}

export interface TableSort {
  readonly column: string;
  readonly direction: SortDirection;
}

export interface TableWords {
  readonly shown: (shown: number, total: number) => string;
  readonly showMore: (count: number) => string;
  readonly moreColumns: string;
  readonly firstColumns: string;
}

/** Answers: the order after a click on a column's heading: its first direction, then the other one. */
export function nextSort<Row>(current: TableSort | null, column: Column<Row>): TableSort {
  const first = column.firstDirection ?? 'ascending';
  const other = first === 'ascending' ? 'descending' : 'ascending';
  const again = current?.column === column.id && current.direction === first;
  return { column: column.id, direction: again ? other : first };
}
