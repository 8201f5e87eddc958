/** Numbers that a reader looks for, one per indivisible cell, and the sums of them that are in print. */
export interface Puzzle {
  /** The true number of each cell. */
  readonly truth: readonly number[];
  /** Sets of cells whose sum is known, or follows from what is known. */
  readonly known: readonly (readonly number[])[];
}

/** What a reader can say of a sum of cells. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/**
 * A reader who fetches every table of a wave, at every level, by every question and of every kind of figure, and solves them
 * together. Knows how the tables are built: what adds up to what, and that no number is below zero. Knows which cells are
 * empty, though they are not in print. `find` is arithmetic alone: is this sum a combination of the known sums?
 * `range` uses the bounds too, by linear programming: between which values can it lie? Does not guess from what is likely,
 * and does not use the rule by which cells are chosen to be hidden. Coefficients are 0 and 1, so numbers stay small and whole.
 */
export function createAttacker({ truth, known }: Puzzle) {
  const rows = reduceRows(known.map((members) => indicator(members, truth.length)));
  const pivots = rows.map((row) => row.findIndex(isNotZero));
  const free = truth.map((_, cell) => cell).filter((cell) => !pivots.includes(cell));
  /** How the sum moves with each free cell when all that is known stays. */
  const slopesOf = (members: readonly number[]): number[] => {
    const rest = indicator(members, truth.length);
    rows.forEach((row, index) => subtract(rest, row, rest[pivots[index] ?? 0] ?? 0));
    return free.map((cell) => rest[cell] ?? 0);
  };
  return {
    /** Whether the sum of these cells follows from what is known by arithmetic alone. */
    find: (members: readonly number[]): boolean => !slopesOf(members).some(isNotZero),
    range(members: readonly number[]): Range {
      const value = members.reduce((sum, cell) => sum + (truth[cell] ?? 0), 0);
      const slopes = slopesOf(members);
      const limits = [
        ...rows.map((row, index) => ({
          slopes: free.map((cell) => row[cell] ?? 0),
          limit: truth[pivots[index] ?? 0] ?? 0,
        })),
        ...free.map((cell, place) => ({
          slopes: free.map((_, other) => (other === place ? -1 : 0)),
          limit: truth[cell] ?? 0,
        })),
      ];
      return {
        low:
          value -
          climb(
            slopes.map((slope) => -slope),
            limits,
          ),
        high: value + climb(slopes, limits),
      };
    },
  };
}

const isNotZero = (value: number): boolean => Math.abs(value) > 1e-9;

function indicator(members: readonly number[], length: number): number[] {
  const row = Array.from({ length }, () => 0);
  for (const cell of members) row[cell] = (row[cell] ?? 0) + 1;
  return row;
}

function subtract(from: number[], row: readonly number[], times: number): void {
  if (!isNotZero(times)) return;
  row.forEach((value, column) => (from[column] = (from[column] ?? 0) - times * value));
}

/** Gauss and Jordan: rows with a leading 1 that no other row has. */
function reduceRows(rows: readonly number[][]): number[][] {
  const reduced: { row: number[]; pivot: number }[] = [];
  for (const row of rows) {
    const rest = [...row];
    for (const other of reduced) subtract(rest, other.row, rest[other.pivot] ?? 0);
    const pivot = rest.findIndex(isNotZero);
    if (pivot < 0) continue;
    const lead = rest[pivot] ?? 1;
    const scaled = rest.map((value) => value / lead);
    for (const other of reduced) subtract(other.row, scaled, other.row[pivot] ?? 0);
    reduced.push({ row: scaled, pivot });
  }
  return reduced.map(({ row }) => row);
}

interface Limit {
  readonly slopes: readonly number[];
  readonly limit: number;
}

/** The most of slopes · y with each limit's slopes · y ≤ limit, from y = 0: the simplex method with Bland's rule. */
function climb(slopes: readonly number[], limits: readonly Limit[]): number {
  // y = p − q with p, q ≥ 0, so that the start is a corner.
  const both = (row: readonly number[]) => [...row, ...row.map((value) => -value)];
  const table = limits.map(({ slopes: row, limit }) => [...both(row), limit]);
  const goal = [...both(slopes), 0];
  const basis = limits.map((_, row) => goal.length - 1 + row);
  const names = goal.slice(0, -1).map((_, column) => column);
  for (;;) {
    const entering = names
      .map((name, column) => ({ name, column }))
      .filter(({ column }) => (goal[column] ?? 0) > 1e-9)
      .sort((a, b) => a.name - b.name)[0];
    if (!entering) return -(goal.at(-1) ?? 0);
    const { column } = entering;
    const leaving = table
      .map((row, index) => ({ index, pivot: row[column] ?? 0, limit: row.at(-1) ?? 0 }))
      .filter(({ pivot }) => pivot > 1e-9)
      .map(({ index, pivot, limit }) => ({ index, ratio: limit / pivot }))
      .sort((a, b) => a.ratio - b.ratio || (basis[a.index] ?? 0) - (basis[b.index] ?? 0))[0];
    if (!leaving) return Infinity;
    pivotOn(table, goal, leaving.index, column);
    const name = basis[leaving.index] ?? 0;
    basis[leaving.index] = names[column] ?? 0;
    names[column] = name;
  }
}

function pivotOn(table: number[][], goal: number[], at: number, column: number): void {
  const row = table[at] ?? [];
  const pivot = row[column] ?? 1;
  row.forEach((value, index) => (row[index] = index === column ? 1 / pivot : value / pivot));
  for (const other of [...table, goal]) {
    const times = other[column] ?? 0;
    if (other === row || !isNotZero(times)) continue;
    other[column] = 0;
    subtract(other, row, times);
  }
}
