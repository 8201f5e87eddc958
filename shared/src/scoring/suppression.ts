import { type CellGraph, type CellTable, type Cells, createCellGraph } from './cell-graph.ts';
import { onceForTable } from './once-for-table.ts';

interface CellsToProtect extends CellTable {
  /** Cells that are withheld anyhow. */
  readonly withheld: readonly boolean[];
  /** Cells that must not be worked out though they are large: they cover small ones of another table. */
  readonly covers?: readonly boolean[];
  /** Fewest responses that a cell may show. */
  readonly minimumCell: number;
}

/**
 * Answers: which cells are hidden, so that no small one can be seen or worked out, whatever tables are put together?
 * Shape:   table → true = hidden, in the order of the cells. First every small cell (above 0, below the bound); then for
 *          each in turn, while it is not free, the cells that free it at the least cost. Hiding a cell costs the square of its
 *          responses: rather several communes than one province. Totals of a table with
 *          groups are shown or withheld as given.
 *          Free = its number could lie anywhere in an interval as wide as the bound, or as wide as it would be if no group
 *          were shown at all, while every shown number, every sum over groups and over units, stays and none falls below
 *          zero. This holds for the number of responses, where all totals are known, and, where a withheld total alone lets
 *          it move, for numbers of answers.
 * Missing: an empty cell is hidden and taken as known: it covers nobody. Where it is open, it is shown or covers others.
 * Source:  decisions D7 and 70; the table as a network and the cover along a shortest path: Cox, Journal of the American
 *          Statistical Association 90 (1995) 1453–1462; Castro, INFORMS Journal on Computing 19 (2007) 520–533.
 * Rule:    S-08
 */
export const hideSmallCells = (table: CellsToProtect): readonly boolean[] =>
  onceForTable(table, () => findHidden(table));

function findHidden(table: CellsToProtect): readonly boolean[] {
  const { groupCount, sizes, withheld, covers, isEmptyOpen, minimumCell: bound } = table;
  const isTotal = (cell: number): boolean => cell % (groupCount + 1) === groupCount;
  const isSmall = (cell: number): boolean => {
    const size = sizes[cell] ?? 0;
    return size > 0 && size < bound;
  };
  const hidden = withheld.map(
    (isWithheld, cell) =>
      isWithheld || isSmall(cell) || (!isTotal(cell) && sizes[cell] === 0 && !isEmptyOpen),
  );
  const guarded = hidden
    .map((_, cell) => cell)
    .filter((cell) => isSmall(cell) || (covers?.[cell] === true && sizes[cell] !== 0));
  if (guarded.length === 0) return hidden;
  const graph = createCellGraph(table);
  const cellsWhere = (holds: (cell: number) => boolean): Uint8Array =>
    Uint8Array.from(hidden, (_, cell) => Number(holds(cell)));
  const any = { moving: cellsWhere((cell) => hidden[cell] === true), isAmong: () => true };
  const isGroup = (cell: number): boolean => !isTotal(cell);
  const groups = {
    moving: cellsWhere((cell) => hidden[cell] === true && isGroup(cell)),
    isAmong: isGroup,
  };
  const mayHide = cellsWhere((cell) => !hidden[cell] && (groupCount === 0 || isGroup(cell)));
  const hide = (cell: number): void => {
    hidden[cell] = true;
    mayHide[cell] = 0;
    for (const { moving, isAmong } of [any, groups]) moving[cell] = Number(isAmong(cell));
  };
  for (const cell of guarded) {
    const asked = { cell, bound, mayHide, hide };
    if (isGroup(cell) && free(graph, { ...asked, moving: groups.moving })) continue;
    free(graph, { ...asked, moving: any.moving });
  }
  return hidden;
}

interface Freeing extends Cells {
  readonly cell: number;
  readonly bound: number;
  readonly hide: (cell: number) => void;
}

/** Hides more until the cell is free: false when nothing is left that would help. */
function free(graph: CellGraph, { cell, bound, moving, mayHide, hide }: Freeing): boolean {
  const cells = { moving, mayHide };
  for (;;) {
    const up = graph.push(cell, 1, bound, moving);
    const more = up < bound ? graph.findPath(cell, 1, cells) : null;
    const down = up < bound ? graph.push(cell, -1, graph.sizeOf(cell), moving) : 0;
    if (up + down >= bound) return true;
    const path = more ?? (down < graph.sizeOf(cell) ? graph.findPath(cell, -1, cells) : null);
    if (path === null) return false;
    for (const other of path) hide(other);
  }
}
