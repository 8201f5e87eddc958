import type { ScoreRow } from '@sipas/shared/wire';

/** Units to choose from, and the two that are chosen; a code that is not among them is told. */
export type ChosenPair =
  | { readonly tag: 'pair'; readonly unit: string; readonly other: string | null }
  | { readonly tag: 'unknown'; readonly code: string }
  | { readonly tag: 'too-few' };

/**
 * Answers: which two units does the address ask for?
 * Shape:   rows of the overall index of the level, codes in the address → two different units: those named, else the first
 *          that have a figure. `other` is null where the rest is meant, and there one unit will do.
 */
export function choosePair(
  rows: readonly ScoreRow[],
  asked: { readonly unit?: string | undefined; readonly other?: string | undefined },
  isRest: boolean,
): ChosenPair {
  const codes = rows.map(({ unit }) => unit);
  for (const code of isRest ? [asked.unit] : [asked.unit, asked.other])
    if (code !== undefined && !codes.includes(code)) return { tag: 'unknown', code };
  const inOrder = [
    ...rows.filter(({ percent }) => percent !== null),
    ...rows.filter(({ percent }) => percent === null),
  ].map(({ unit }) => unit);
  const unit = asked.unit ?? inOrder.find((code) => isRest || code !== asked.other);
  if (unit === undefined) return { tag: 'too-few' };
  if (isRest) return { tag: 'pair', unit, other: null };
  const other =
    asked.other === undefined || asked.other === unit
      ? inOrder.find((code) => code !== unit)
      : asked.other;
  return other === undefined ? { tag: 'too-few' } : { tag: 'pair', unit, other };
}
