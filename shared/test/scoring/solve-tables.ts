/** A prime whose square a number holds exactly. */
const prime = 67_108_859;

/**
 * What a reader knows who takes published numbers as equations: each is the sum of some unknown counts.
 * Works modulo a prime: what is determined among whole numbers is determined there too.
 */
export function createReader(unknownCount: number) {
  const rows: { readonly lead: number; readonly values: number[] }[] = [];
  const reduce = (values: number[]): number[] => {
    for (const { lead, values: known } of rows) {
      const factor = values[lead] ?? 0;
      if (factor !== 0)
        known.forEach((value, at) => {
          values[at] = ((values[at] ?? 0) + (prime - ((factor * value) % prime))) % prime;
        });
    }
    return values;
  };
  const rowOf = (unknowns: readonly number[]): number[] => {
    const values = Array.from({ length: unknownCount }, () => 0);
    for (const at of unknowns) values[at] = (values[at] ?? 0) + 1;
    return values;
  };
  return {
    /** Reads the number that is the sum of these unknowns. */
    read(unknowns: readonly number[]): void {
      const values = reduce(rowOf(unknowns));
      const lead = values.findIndex((value) => value !== 0);
      if (lead === -1) return;
      const inverse = power(values[lead] ?? 0, prime - 2);
      rows.push({ lead, values: values.map((value) => (value * inverse) % prime) });
    },
    /** Whether the sum of these unknowns follows from what was read. */
    knows: (unknowns: readonly number[]): boolean =>
      reduce(rowOf(unknowns)).every((value) => value === 0),
  };
}

function power(base: number, exponent: number): number {
  let result = 1;
  for (let rest = exponent, square = base; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = (result * square) % prime;
    square = (square * square) % prime;
  }
  return result;
}
