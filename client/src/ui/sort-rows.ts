export type SortValue = string | number | null;
export type SortDirection = 'ascending' | 'descending';

const byLetters = new Intl.Collator('vi', { numeric: true, sensitivity: 'variant' });

/**
 * Answers: the rows in the order of one of their values.
 * Shape:   rows → a new list; rows of equal value keep their order, in both directions.
 * Missing: rows without a value stand last in both directions: nothing is neither the best nor the worst.
 */
export function sortRows<Row>(
  rows: readonly Row[],
  valueOf: (row: Row) => SortValue,
  direction: SortDirection,
): Row[] {
  const sign = direction === 'ascending' ? 1 : -1;
  return [...rows].sort((a, b) => {
    const left = valueOf(a);
    const right = valueOf(b);
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return sign * compare(left, right);
  });
}

function compare(left: string | number, right: string | number): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return byLetters.compare(String(left), String(right));
}
