interface CellsToProtect {
  /** Responses behind each cell. */
  readonly sizes: readonly number[];
  /** Sets of cells whose sum a reader can know from another table: all groups of a unit, one group over all units, … */
  readonly lines: readonly (readonly number[])[];
  readonly minimumCell: number;
  /** Cells that are withheld anyhow. */
  readonly withheld: readonly boolean[];
}

/**
 * Answers: which cells of a breakdown are hidden, so that no small group can be seen or subtracted out?
 * Shape:   cells and lines → true = hidden, in the order of the cells.
 *          First every cell with fewer than `minimumCell` responses. Then, in every line whose hidden cells are only one,
 *          or together still fewer than `minimumCell` responses, the next smallest cell (the first of equals), until
 *          no line is left where a subtraction gives a small group.
 * Missing: an empty cell is hidden but hides nobody: it does not count as a second one.
 * Source:  decision D7. Protects each line by itself; a reader who solves several tables together as equations may
 *          still narrow a hidden cell down.
 */
export function hideAlongLines({
  sizes,
  lines,
  minimumCell,
  withheld,
}: CellsToProtect): readonly boolean[] {
  const hidden = sizes.map((size, cell) => size < minimumCell || withheld[cell] === true);
  const sizeOf = (cell: number): number => sizes[cell] ?? 0;
  let isStable = false;
  while (!isStable) {
    isStable = true;
    for (const line of lines) {
      const next = nextToHide(line, hidden, sizeOf, minimumCell);
      if (next === undefined) continue;
      hidden[next] = true;
      isStable = false;
    }
  }
  return hidden;
}

function nextToHide(
  line: readonly number[],
  hidden: readonly boolean[],
  sizeOf: (cell: number) => number,
  minimumCell: number,
): number | undefined {
  let people = 0;
  let cells = 0;
  let smallest: number | undefined;
  for (const cell of line) {
    const size = sizeOf(cell);
    if (size === 0) continue;
    if (hidden[cell]) {
      people += size;
      cells += 1;
    } else if (smallest === undefined || size < sizeOf(smallest)) smallest = cell;
  }
  const isSafe = cells === 0 || (cells >= 2 && people >= minimumCell);
  return isSafe ? undefined : smallest;
}
