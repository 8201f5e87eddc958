import { foldText } from '@sipas/shared/kernel';

/**
 * Answers: the rows that a word typed without accents finds.
 * Shape:   rows → the same rows in their order; an empty search finds all; every word must occur somewhere.
 */
export function searchRows<Row>(
  rows: readonly Row[],
  search: string,
  textOf: (row: Row) => string,
): readonly Row[] {
  const words = foldText(search)
    .split(' ')
    .filter((word) => word !== '');
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const text = foldText(textOf(row));
    return words.every((word) => text.includes(word));
  });
}
