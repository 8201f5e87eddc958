/** The largest prime below 2²⁶, so that a product of two numbers below it is an exact number. */
const prime = 67_108_859;

/** Everything that a set of vectors adds up to. */
export interface LinearSpace {
  /** Independent vectors that span it. */
  readonly vectors: () => readonly Float64Array[];
  readonly contains: (vector: ArrayLike<number>) => boolean;
  /** Takes a vector in. */
  readonly add: (vector: ArrayLike<number>) => void;
}

/**
 * Answers: a space of vectors of this length, spanned by these.
 * Shape:   whole numbers, modulo a prime: exact, where a computation in fractions would grow or round. What follows among
 *          whole numbers follows there too; the reverse fails about once in the prime.
 */
export function spanOf(length: number, vectors: Iterable<ArrayLike<number>> = []): LinearSpace {
  // Each pivot stands in one row alone.
  const rows: { readonly pivot: number; readonly vector: Float64Array }[] = [];
  const reduce = (vector: ArrayLike<number>): Float64Array => {
    // Written out: this is done a million times for the tables of one wave.
    const rest = new Float64Array(length);
    for (let at = 0; at < length; at++) rest[at] = modulo(vector[at] ?? 0);
    for (const row of rows) subtract(rest, row.vector, rest[row.pivot] ?? 0);
    return rest;
  };
  const add = (vector: ArrayLike<number>): void => {
    if (rows.length === length) return;
    const rest = reduce(vector);
    const pivot = rest.findIndex((value) => value !== 0);
    if (pivot === -1) return;
    const scale = inverse(rest[pivot] ?? 1);
    for (let at = 0; at < length; at++) rest[at] = ((rest[at] ?? 0) * scale) % prime;
    for (const row of rows) subtract(row.vector, rest, row.vector[pivot] ?? 0);
    rows.push({ pivot, vector: rest });
  };
  for (const vector of vectors) add(vector);
  return {
    vectors: () => rows.map(({ vector }) => vector),
    contains: (vector) => reduce(vector).every((value) => value === 0),
    add,
  };
}

/** Answers: all vectors at right angles to a space: the sums that it leaves at zero. */
export function complementOf(length: number, space: LinearSpace): LinearSpace {
  const rows = space.vectors().map((vector) => ({ vector, pivot: vector.findIndex(isNotZero) }));
  const pivots = new Set(rows.map(({ pivot }) => pivot));
  const complement = spanOf(length);
  for (let at = 0; at < length; at++) {
    if (pivots.has(at)) continue;
    const vector = new Float64Array(length);
    vector[at] = 1;
    for (const row of rows) vector[row.pivot] = modulo(-(row.vector[at] ?? 0));
    complement.add(vector);
  }
  return complement;
}

const isNotZero = (value: number): boolean => value !== 0;
const modulo = (value: number): number => ((value % prime) + prime) % prime;

function subtract(from: Float64Array, vector: Float64Array, times: number): void {
  if (times === 0) return;
  for (let at = 0; at < vector.length; at++) {
    const value = vector[at] ?? 0;
    if (value !== 0) from[at] = ((from[at] ?? 0) + (prime - ((times * value) % prime))) % prime;
  }
}

/** By Fermat: value to the power of prime − 2. */
function inverse(value: number): number {
  let result = 1;
  for (let rest = prime - 2, square = value; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = (result * square) % prime;
    square = (square * square) % prime;
  }
  return result;
}
