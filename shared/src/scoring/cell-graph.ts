/** A table of units at all levels by groups, with the total of each unit. */
export interface CellTable {
  /** Row that holds each row whole; −1 at the top. A row comes after the one that holds it. */
  readonly parents: readonly number[];
  /** Groups; 0 in a table of totals alone. */
  readonly groupCount: number;
  /** Responses behind each cell, row by row: the groups, then all together. */
  readonly sizes: ArrayLike<number>;
}

/** What it costs to take a path over a cell; null where there is no way. */
type PriceOf = (cell: number) => number | null;

/** +1 or −1. */
type Direction = 1 | -1;

/** The sums of a table as knots, its cells as threads between them. */
export interface CellGraph {
  readonly sizeOf: (cell: number) => number;
  /** By how much the cell can rise (+1) or fall (−1), at most `most`, when moving cells make up for it; that is remembered. */
  readonly push: (
    cell: number,
    direction: Direction,
    how: { readonly most: number; readonly isMoving: (cell: number) => boolean },
  ) => number;
  /** The cheapest cells by which it could rise or fall by more than what was pushed last; null when there are none. */
  readonly findPath: (
    cell: number,
    direction: Direction,
    priceOf: PriceOf,
  ) => readonly number[] | null;
}

/**
 * Answers: which cells of a table hang together by its sums?
 * Shape:   every cell stands in two sums at most: a unit's in that over the parts of the unit and in that of the units beside
 *          it, a lowest unit's in that over its groups instead of parts. So sums are knots, cells are directed threads, and
 *          numbers that keep all sums are flows that are conserved at every knot:
 *              ground → group of province → … → group of village → village → its total → … → total of province → ground
 *          Cells without anybody are no threads.
 */
export function createCellGraph({ parents, groupCount, sizes }: CellTable): CellGraph {
  const width = groupCount + 1;
  const ends = threadEnds(parents, groupCount);
  const threadsByKnot: number[][] = Array.from({ length: 1 + parents.length * width }, () => []);
  const sizeOf = (cell: number): number => sizes[cell] ?? 0;
  ends.forEach(([from, to], cell) => {
    if (sizeOf(cell) === 0) return;
    threadsByKnot[from]?.push(cell);
    threadsByKnot[to]?.push(cell);
  });
  const changes = new Map<number, number>();
  const endOf = (cell: number, side: 0 | 1): number => ends[cell]?.[side] ?? 0;

  /** Over a cell from one knot to the other: it rises along its thread, against it it falls, as long as people are left. */
  const stepOver = (cell: number, from: number): Step | null => {
    if (endOf(cell, 0) === from) return { cell, change: 1, from, to: endOf(cell, 1) };
    const left = sizeOf(cell) + (changes.get(cell) ?? 0);
    return left > 0 ? { cell, change: -1, from, to: endOf(cell, 0) } : null;
  };

  const knotCount = threadsByKnot.length;
  const costs = new Float64Array(knotCount);
  const searchOf = new Int32Array(knotCount);
  const steps: (Step | null)[] = Array.from({ length: knotCount }, () => null);
  let searches = 0;

  /** Steps round the cell: from where it leads back to where it comes from, or the other way. */
  function search(
    cell: number,
    direction: Direction,
    priceOf: PriceOf,
    queue: Queue,
  ): Step[] | null {
    const isRise = direction === 1;
    const [start, goal] = isRise
      ? [endOf(cell, 1), endOf(cell, 0)]
      : [endOf(cell, 0), endOf(cell, 1)];
    searches += 1;
    const reach = (knot: number, cost: number, step: Step | null): void => {
      if (searchOf[knot] === searches && cost >= (costs[knot] ?? 0)) return;
      searchOf[knot] = searches;
      costs[knot] = cost;
      steps[knot] = step;
      queue.add(cost, knot);
    };
    reach(start, 0, null);
    for (let knot = queue.take(); knot !== undefined; knot = queue.take()) {
      if (knot === goal) return stepsTo(goal, steps);
      const cost = costs[knot] ?? 0;
      for (const other of threadsByKnot[knot] ?? []) {
        const price = other === cell ? null : priceOf(other);
        const step = price === null ? null : stepOver(other, knot);
        // Among paths of the same price, the shortest.
        if (price !== null && step !== null) reach(step.to, cost + price * stepsInOne + 1, step);
        if (step?.to === goal && queue.isInOrder) return stepsTo(goal, steps);
      }
    }
    return null;
  }

  return {
    sizeOf,
    push(cell, direction, { most, isMoving }) {
      changes.clear();
      if (endOf(cell, 0) === endOf(cell, 1)) return most;
      const priceOf = (other: number): number | null => (isMoving(other) ? 0 : null);
      let pushed = 0;
      while (pushed < most) {
        const path = search(cell, direction, priceOf, createLine());
        if (path === null) break;
        const amount = path.reduce(
          (least, { cell: other, change }) =>
            change === 1 ? least : Math.min(least, sizeOf(other) + (changes.get(other) ?? 0)),
          most - pushed,
        );
        for (const { cell: other, change } of path)
          changes.set(other, (changes.get(other) ?? 0) + change * amount);
        pushed += amount;
      }
      return pushed;
    },
    findPath: (cell, direction, priceOf) =>
      search(cell, direction, priceOf, createQueue())?.map(({ cell: other }) => other) ?? null,
  };
}

/** More than any path has steps. */
const stepsInOne = 100_000;
const ground = 0;

function threadEnds(parents: readonly number[], groupCount: number): (readonly [number, number])[] {
  const width = groupCount + 1;
  const hasParts = parents.map(() => false);
  for (const parent of parents) if (parent >= 0) hasParts[parent] = true;
  return parents.flatMap((parent, row) =>
    Array.from({ length: width }, (_, column): readonly [number, number] => {
      const above = parent < 0 ? ground : 1 + parent * width + column;
      const groupsOfRow = groupCount === 0 ? ground : 1 + row * width;
      const below = hasParts[row] ? 1 + row * width + column : groupsOfRow;
      return column === groupCount ? [below, above] : [above, below];
    }),
  );
}

interface Step {
  readonly cell: number;
  readonly change: Direction;
  readonly from: number;
  readonly to: number;
}

function stepsTo(goal: number, steps: readonly (Step | null)[]): Step[] {
  const path: Step[] = [];
  for (let step = steps[goal]; step; step = steps[step.from]) path.push(step);
  return path;
}

interface Queue {
  /** Whether knots are added in the order of their costs, so that the first way to a knot is the cheapest. */
  readonly isInOrder: boolean;
  readonly add: (cost: number, knot: number) => void;
  readonly take: () => number | undefined;
}

/** For steps of one price: first come, first served. */
function createLine(): Queue {
  const knots: number[] = [];
  let taken = 0;
  return {
    isInOrder: true,
    add: (_, knot) => void knots.push(knot),
    take: () => knots[taken++],
  };
}

/** The knot of least cost first, of equals the one added first: a binary heap. */
function createQueue(): Queue {
  const heap: { readonly cost: number; readonly order: number; readonly knot: number }[] = [];
  let added = 0;
  const isBefore = (a: number, b: number): boolean => {
    const [one, other] = [heap[a], heap[b]];
    if (!one || !other) return false;
    return one.cost < other.cost || (one.cost === other.cost && one.order < other.order);
  };
  const swap = (a: number, b: number): void => {
    const [one, other] = [heap[a], heap[b]];
    if (!one || !other) return;
    heap[a] = other;
    heap[b] = one;
  };
  return {
    isInOrder: false,
    add(cost, knot) {
      heap.push({ cost, order: added++, knot });
      for (let at = heap.length - 1; at > 0 && isBefore(at, (at - 1) >> 1); at = (at - 1) >> 1)
        swap(at, (at - 1) >> 1);
    },
    take() {
      const first = heap[0];
      swap(0, heap.length - 1);
      heap.pop();
      for (let at = 0; ;) {
        const least = [2 * at + 1, 2 * at + 2].reduce((a, b) => (isBefore(b, a) ? b : a), at);
        if (least === at) return first?.knot;
        swap(at, least);
        at = least;
      }
    },
  };
}
