import { wholeLots } from '@sipas/shared/scoring';

/** A comment that counts under some themes and was coded otherwise since: lists of codes as JSON. */
interface CodedOtherwise {
  readonly id: string;
  readonly counted: string;
  readonly coded: string;
}

/** Answers: those whose coding may count now: each theme is given or taken by none of them, or by enough (W-54). */
export const takenCodings = (
  differing: readonly CodedOtherwise[],
  lot: number,
): readonly CodedOtherwise[] =>
  wholeLots(
    differing.map((row) => ({ ...row, slots: changedThemes(row) })),
    lot,
  );

function changedThemes({ counted, coded }: CodedOtherwise): readonly string[] {
  const [before, after] = [counted, coded].map((list) => new Set(JSON.parse(list) as string[]));
  return [...(before ?? []), ...(after ?? [])].filter(
    (code) => before?.has(code) !== after?.has(code),
  );
}
