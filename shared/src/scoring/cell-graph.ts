/** A table of units at all levels by groups, with the total of each unit. */
export interface CellTable {
  /** Row that holds each row whole; −1 at the top. A row comes after the one that holds it. */
  readonly parents: readonly number[];
  /** Groups; 0 in a table of totals alone. */
  readonly groupCount: number;
  /** Responses behind each cell, row by row: the groups, then all together. */
  readonly sizes: ArrayLike<number>;
  /** Whether the reader is not told which cells are empty, unless they are shown: then these may cover others. */
  readonly isEmptyOpen?: boolean | undefined;
}

/** Over which cells a path may lead, 1 for each of them. */
export interface Cells {
  /** Hidden, and open to change: at no price. */
  readonly moving: Uint8Array;
  /** Shown, and may be hidden: at the square of the people behind it. */
  readonly mayHide: Uint8Array;
}

/** +1 or −1. */
type Direction = 1 | -1;

/** The sums of a table as knots, its cells as threads between them. */
export interface CellGraph {
  readonly sizeOf: (cell: number) => number;
  /** By how much the cell can rise (+1) or fall (−1), at most `most`, when moving cells make up for it; that is remembered. */
  readonly push: (cell: number, direction: Direction, most: number, moving: Uint8Array) => number;
  /** The cheapest cells by which it could rise or fall by more than what was pushed last; null when there are none. */
  readonly findPath: (cell: number, direction: Direction, cells: Cells) => readonly number[] | null;
}

/**
 * Answers: which cells of a table hang together by its sums?
 * Shape:   every cell stands in two sums at most: a unit's in that over the parts of the unit and in that of the units beside
 *          it, a lowest unit's in that over its groups instead of parts. So sums are knots, cells are directed threads, and
 *          numbers that keep all sums are flows that are conserved at every knot:
 *              ground → group of province → … → group of village → village → its total → … → total of province → ground
 *          Cells without anybody are no threads where the reader knows them.
 */
export function createCellGraph({ parents, groupCount, sizes, isEmptyOpen }: CellTable): CellGraph {
  const width = groupCount + 1;
  const ends = threadEnds(parents, groupCount);
  const sizeOf = (cell: number): number => sizes[cell] ?? 0;
  const threads = threadsByKnot(1 + parents.length * width, ends, (cell) =>
    isEmptyOpen ? true : sizeOf(cell) !== 0,
  );
  const changes = new Float64Array(ends.from.length);
  const changed: number[] = [];
  const search = createSearch(threads, ends, { sizes, changes });

  return {
    sizeOf,
    push(cell, direction, most, moving) {
      for (const moved of changed) changes[moved] = 0;
      changed.length = 0;
      if (ends.from[cell] === ends.to[cell]) return most;
      let pushed = 0;
      while (pushed < most) {
        const path = search.throughMoving(cell, direction, moving);
        if (path === null) break;
        let amount = most - pushed;
        for (let step = 0; step < path.count; step++) {
          const other = path.cells[step] ?? 0;
          if (path.changes[step] === -1)
            amount = Math.min(amount, sizeOf(other) + (changes[other] ?? 0));
        }
        for (let step = 0; step < path.count; step++) {
          const other = path.cells[step] ?? 0;
          changes[other] = (changes[other] ?? 0) + (path.changes[step] ?? 0) * amount;
          changed.push(other);
        }
        pushed += amount;
      }
      return pushed;
    },
    findPath(cell, direction, cells) {
      const path = search.cheapest(cell, direction, cells);
      return path && Array.from(path.cells.subarray(0, path.count));
    },
  };
}

/** More than any path has steps. */
const stepsInOne = 100_000;
const ground = 0;

/** From which knot each cell leads, and to which. */
interface Ends {
  readonly from: Int32Array;
  readonly to: Int32Array;
}

function threadEnds(parents: readonly number[], groupCount: number): Ends {
  const width = groupCount + 1;
  const hasParts = parents.map(() => false);
  for (const parent of parents) if (parent >= 0) hasParts[parent] = true;
  const from = new Int32Array(parents.length * width);
  const to = new Int32Array(parents.length * width);
  for (const [row, parent] of parents.entries())
    for (let column = 0; column < width; column++) {
      const above = parent < 0 ? ground : 1 + parent * width + column;
      const groupsOfRow = groupCount === 0 ? ground : 1 + row * width;
      const below = hasParts[row] ? 1 + row * width + column : groupsOfRow;
      const isTotal = column === groupCount;
      from[row * width + column] = isTotal ? below : above;
      to[row * width + column] = isTotal ? above : below;
    }
  return { from, to };
}

/** The cells at each knot, one knot after the other: those of a knot lie from its start to the next one's. */
interface Threads {
  readonly starts: Int32Array;
  readonly cells: Int32Array;
}

function threadsByKnot(
  knotCount: number,
  { from, to }: Ends,
  isThread: (cell: number) => boolean,
): Threads {
  const starts = new Int32Array(knotCount + 1);
  const cellsAt = (take: (knot: number, cell: number) => void): void => {
    for (let cell = 0; cell < from.length; cell++) {
      if (!isThread(cell)) continue;
      take(from[cell] ?? 0, cell);
      take(to[cell] ?? 0, cell);
    }
  };
  cellsAt((knot) => (starts[knot + 1] = (starts[knot + 1] ?? 0) + 1));
  for (let knot = 0; knot < knotCount; knot++)
    starts[knot + 1] = (starts[knot + 1] ?? 0) + (starts[knot] ?? 0);
  const next = starts.slice();
  const cells = new Int32Array(starts[knotCount] ?? 0);
  cellsAt((knot, cell) => {
    const place = next[knot] ?? 0;
    cells[place] = cell;
    next[knot] = place + 1;
  });
  return { starts, cells };
}

/** Steps from the goal back: whether the cell of each rises or falls. The next search writes over them. */
interface Path {
  count: number;
  readonly cells: Int32Array;
  readonly changes: Int8Array;
}

/** People behind each cell, and by how much it was pushed. */
interface People {
  readonly sizes: ArrayLike<number>;
  readonly changes: Float64Array;
}

interface Search {
  /** Where nothing more is hidden: all steps cost the same, so knots are met in the order of their costs, and the first way is the cheapest. */
  readonly throughMoving: (cell: number, direction: Direction, moving: Uint8Array) => Path | null;
  readonly cheapest: (cell: number, direction: Direction, cells: Cells) => Path | null;
}

/**
 * Answers: the steps round a cell: from where it leads back to where it comes from, or the other way.
 * Shape:   numbers in tables, and no object a step: the tables of one wave take millions of steps. Over a cell from one knot
 *          to the other it rises along its thread, against it it falls, as long as people are left. Among paths of the same
 *          price the shortest, and of these the one found first.
 */
function createSearch(
  { starts, cells }: Threads,
  { from, to }: Ends,
  { sizes, changes }: People,
): Search {
  const knotCount = starts.length - 1;
  const costs = new Float64Array(knotCount);
  const searchOf = new Int32Array(knotCount);
  /** The cell by which a knot is reached, and from where; −1 at the start. */
  const cellTo = new Int32Array(knotCount);
  const knotBefore = new Int32Array(knotCount);
  /** Knots in the order in which they are reached. */
  const line = new Int32Array(knotCount);
  const heap = createQueue();
  const path: Path = {
    count: 0,
    cells: new Int32Array(knotCount),
    changes: new Int8Array(knotCount),
  };
  let searches = 0;

  function stepsTo(goal: number): Path {
    let count = 0;
    for (let knot = goal; (cellTo[knot] ?? -1) >= 0; knot = knotBefore[knot] ?? 0) {
      const cell = cellTo[knot] ?? 0;
      path.cells[count] = cell;
      path.changes[count++] = from[cell] === knotBefore[knot] ? 1 : -1;
    }
    path.count = count;
    return path;
  }

  function startAt(knot: number): void {
    searches += 1;
    searchOf[knot] = searches;
    costs[knot] = 0;
    cellTo[knot] = -1;
  }

  const isEmptied = (cell: number): boolean => (sizes[cell] ?? 0) + (changes[cell] ?? 0) <= 0;
  const endOf = (cell: number, isStart: boolean): number => (isStart ? from[cell] : to[cell]) ?? 0;

  const priceOf = (cell: number, { moving, mayHide }: Cells): number => {
    if (moving[cell] === 1) return 0;
    return mayHide[cell] === 1 ? (sizes[cell] ?? 0) ** 2 : Infinity;
  };

  /** Looks at every step from a knot. */
  function stepFrom(knot: number, asked: number, allowed: Cells): void {
    const cost = costs[knot] ?? 0;
    const end = starts[knot + 1] ?? 0;
    for (let at = starts[knot] ?? 0; at < end; at++) {
      const other = cells[at] ?? 0;
      const price = other === asked ? Infinity : priceOf(other, allowed);
      if (price === Infinity) continue;
      const isRise = from[other] === knot;
      const next = endOf(other, !isRise);
      const total = cost + price * stepsInOne + 1;
      if (searchOf[next] === searches && total >= (costs[next] ?? 0)) continue;
      if (!isRise && isEmptied(other)) continue;
      searchOf[next] = searches;
      costs[next] = total;
      cellTo[next] = other;
      knotBefore[next] = knot;
      heap.add(total, next);
    }
  }

  return {
    throughMoving(cell, direction, moving) {
      const start = endOf(cell, direction !== 1);
      const goal = endOf(cell, direction === 1);
      startAt(start);
      line[0] = start;
      for (let taken = 0, added = 1; taken < added; taken++) {
        const knot = line[taken] ?? 0;
        const end = starts[knot + 1] ?? 0;
        for (let at = starts[knot] ?? 0; at < end; at++) {
          const other = cells[at] ?? 0;
          if (moving[other] !== 1 || other === cell) continue;
          const isRise = from[other] === knot;
          const next = endOf(other, !isRise);
          if (searchOf[next] === searches || (!isRise && isEmptied(other))) continue;
          searchOf[next] = searches;
          cellTo[next] = other;
          knotBefore[next] = knot;
          if (next === goal) return stepsTo(goal);
          line[added++] = next;
        }
      }
      return null;
    },
    cheapest(cell, direction, allowed) {
      const start = endOf(cell, direction !== 1);
      const goal = endOf(cell, direction === 1);
      heap.empty();
      startAt(start);
      heap.add(0, start);
      for (let knot = heap.take(); knot !== -1; knot = heap.take()) {
        if (knot === goal) return stepsTo(goal);
        stepFrom(knot, cell, allowed);
      }
      return null;
    },
  };
}

interface Queue {
  readonly empty: () => void;
  readonly add: (cost: number, knot: number) => void;
  /** −1 when there is none. */
  readonly take: () => number;
}

/** The knot of least cost first, of equals the one added first: a binary heap. */
function createQueue(): Queue {
  const costs: number[] = [];
  const orders: number[] = [];
  const knots: number[] = [];
  let size = 0;
  let added = 0;
  const put = (at: number, cost: number, order: number, knot: number): void => {
    costs[at] = cost;
    orders[at] = order;
    knots[at] = knot;
  };
  const move = (to: number, from: number): void =>
    put(to, costs[from] ?? 0, orders[from] ?? 0, knots[from] ?? 0);
  const isBefore = (at: number, cost: number, order: number): boolean => {
    const other = costs[at] ?? 0;
    return other < cost || (other === cost && (orders[at] ?? 0) < order);
  };
  return {
    empty() {
      size = 0;
      added = 0;
    },
    add(cost, knot) {
      const order = added++;
      let at = size++;
      for (
        let above = (at - 1) >> 1;
        at > 0 && !isBefore(above, cost, order);
        above = (at - 1) >> 1
      ) {
        move(at, above);
        at = above;
      }
      put(at, cost, order, knot);
    },
    take() {
      if (size === 0) return -1;
      const first = knots[0] ?? -1;
      size -= 1;
      const [cost, order, knot] = [costs[size] ?? 0, orders[size] ?? 0, knots[size] ?? 0];
      let at = 0;
      for (let below = 1; below < size; below = 2 * at + 1) {
        if (below + 1 < size && isBefore(below + 1, costs[below] ?? 0, orders[below] ?? 0))
          below += 1;
        if (!isBefore(below, cost, order)) break;
        move(at, below);
        at = below;
      }
      put(at, cost, order, knot);
      return first;
    },
  };
}
